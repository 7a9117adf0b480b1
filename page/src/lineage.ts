// A lineage: its versions as a small tree in time, and any two of them side by side.

import { get, type Card, type Family, type Part } from "./api";
import { h } from "./dom";
import { outlet } from "./record";
import { change, state } from "./state";
import { moment, plural, tame } from "./words";

const RELATION: Record<string, string> = {
  identical: "identical",
  edited: "edited",
  cut: "cut",
  extended: "extended",
  excerpt: "excerpt",
};

export function panel(family: Family): Node[] {
  const [a, b] = pair(family);
  const place = h("div", { class: "compare", "aria-live": "polite" });
  if (a && b) void compare(place, a, b);
  return [
    h("h2", {}, "Versions of one text"),
    h("p", { class: "facts" }, `${plural(family.reports.length, "report")} · lineage ${family.id}`),
    h("p", { class: "hint" }, "Each version stands below the one it was made from. Choose two to compare."),
    tree(family, a, b),
    place,
  ];
}

/** The two versions to compare: those of the address, else the newest copy and what it was made from. */
function pair(family: Family): [string, string] | [] {
  const { a, b } = state();
  if (family.reports.includes(a) && family.reports.includes(b)) return [a, b];
  const last = [...family.cards].reverse().find((card) => family.copies.some((copy) => copy.report === card.id));
  const copy = family.copies.find((found) => found.report === last?.id);
  return copy ? [copy.of, copy.report] : [];
}

function tree(family: Family, a = "", b = ""): HTMLElement {
  const list = h("ol", { class: "tree" });
  for (const card of ordered(family)) {
    const copy = family.copies.find((found) => found.report === card.id);
    const item = h("li", {});
    item.style.setProperty("--depth", String(Math.min(6, depth(family, card.id))));
    const factual = copy?.changes.filter((found) => found.factual).length ?? 0;
    const relation = copy
      ? `${RELATION[copy.relation] ?? copy.relation}, ${Math.round(copy.contained * 100)} % taken over`
      : "first of these texts";
    item.append(
      h("span", { class: "when" }, moment(card.published_at ?? card.published)),
      h("button", { type: "button", class: "linklike", dir: "auto", onclick: () => change({ report: card.id }) }, outlet(card)),
      h("span", { class: "relation" }, relation, factual ? h("b", { class: "tag factual" }, plural(factual, "change") + " of fact") : null),
      h("span", { class: "pair" }, pick("a", card, a, b), pick("b", card, b, a)),
    );
    list.append(item);
  }
  return list;
}

/** The versions, each below the one it was made from; those of one source in order of time. */
function ordered(family: Family): Card[] {
  const source = new Map(family.copies.map((copy) => [copy.report, copy.of]));
  const found = new Set<Card>();
  const add = (card: Card): void => {
    if (found.has(card)) return;
    found.add(card);
    for (const other of family.cards) if (source.get(other.id) === card.id) add(other);
  };
  for (const card of family.cards) if (!family.reports.includes(source.get(card.id) ?? "")) add(card);
  family.cards.forEach(add);
  return [...found];
}

function depth(family: Family, report: string): number {
  const copy = family.copies.find((found) => found.report === report);
  return copy && copy.of !== report ? 1 + depthOf(family, copy.of, new Set([report])) : 0;
}

function depthOf(family: Family, report: string, seen: Set<string>): number {
  const copy = family.copies.find((found) => found.report === report);
  if (!copy || seen.has(report)) return 0;
  seen.add(report);
  return 1 + depthOf(family, copy.of, seen);
}

function pick(side: "a" | "b", card: Card, mine: string, other: string): HTMLElement {
  const radio = h("input", { type: "radio", name: `side-${side}`, id: `${side}-${card.id}`, "aria-label": `${side === "a" ? "Before" : "After"}: ${outlet(card)}` });
  radio.checked = card.id === mine;
  radio.addEventListener("change", () => change(side === "a" ? { a: card.id, b: other } : { a: other, b: card.id }));
  return h("label", { for: radio.id, class: "side" }, radio, side === "a" ? "before" : "after");
}

async function compare(root: HTMLElement, a: string, b: string): Promise<void> {
  root.replaceChildren(h("p", { class: "wait" }, "Comparing …"));
  try {
    const found = await get<{ a: Card; b: Card; parts: Part[] }>(`compare?a=${encodeURIComponent(a)}&b=${encodeURIComponent(b)}`);
    root.replaceChildren(...sides(found.a, found.b, found.parts));
  } catch (error) {
    root.replaceChildren(h("p", { class: "empty error", role: "alert" }, (error as Error).message));
  }
}

function sides(a: Card, b: Card, parts: Part[]): Node[] {
  const changed = parts.filter((part) => part.same === undefined);
  const factual = changed.filter((part) => part.factual);
  const legend = h("p", { class: "legend" }, h("span", { class: "swatch fact" }), `${plural(factual.length, "change")} of fact `, h("span", { class: "swatch form" }), `${plural(changed.length - factual.length, "change")} of form`);
  return [
    h("h3", {}, `What changed: ${outlet(a)} → ${outlet(b)}`),
    changed.length === 0 ? h("p", {}, "The texts are the same, word for word.") : legend,
    factual.length ? changes(factual) : null,
    h("div", { class: "sides" }, column(a, parts, "before"), column(b, parts, "after")),
  ].filter((node): node is HTMLElement => node !== null);
}

function changes(parts: Part[]): HTMLElement {
  return h("ul", { class: "factlist" }, ...parts.map((part) => h("li", { dir: "auto" }, h("b", {}, `${part.kind}: `), h("del", {}, tame((part.before ?? "").trim()) || "nothing"), " → ", h("ins", {}, tame((part.after ?? "").trim()) || "nothing"))));
}

function column(card: Card, parts: Part[], side: "before" | "after"): HTMLElement {
  const text = h("div", { class: "text", dir: "auto" });
  for (const part of parts) {
    const words = part.same ?? part[side] ?? "";
    if (part.same !== undefined) text.append(tame(words));
    else if (words) text.append(h(side === "before" ? "del" : "ins", { class: part.factual ? "fact" : "form", title: `${part.kind}${part.factual ? ", of fact" : ""}` }, tame(words)));
  }
  return h("section", { "aria-label": side === "before" ? "Before" : "After" }, h("h4", { dir: "auto" }, outlet(card), h("small", {}, ` ${moment(card.published_at ?? card.published)}`)), text);
}
