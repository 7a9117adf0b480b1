// One event: its cells, each with the words it was read from; figures over time; who says so; its reports by lineage.

import type { Card, Decision, Detail, Figure, Passage } from "./api";
import { h } from "./dom";
import { marked, type Stretch } from "./marked";
import { colour, group } from "./palette";
import { change } from "./state";
import { CELL, days, FIGURE, moment, named, place, plural, range, STANDING, STATUS, tame } from "./words";

/** Return the panel of an event; `actions` are the buttons of the edit mode. */
export function panel(event: Detail, actions: Node | null): Node[] {
  const dot = h("i", { class: "dot", "aria-hidden": "true" });
  dot.style.background = colour(group(event.type));
  const facts = [place(event.place?.name ?? null, event.place?.country ?? null), span(event), plural(event.reports, "report")];
  return [
    h("h2", { dir: "auto" }, tame(event.summary)),
    h("p", { class: "facts" }, facts.join(" · ")),
    h("p", { class: "badges" }, dot, h("span", { title: event.definition ?? "" }, event.label), ...badges(event)),
    ...standing(event),
    h("h3", {}, "Record"),
    cells(event),
    ...figures(event.figures_over_time),
    h("h3", { id: "evidence" }, "Evidence"),
    ...event.passages.map(passage),
    h("h3", {}, "Reports by lineage"),
    h("p", { class: "hint" }, "Reports in one lineage carry the same text: together they are one voice."),
    ...event.families.map(family),
    ...history(event.history ?? []),
    ...(actions ? [actions] : []),
  ];
}

function span(event: Detail): string {
  return days(event.date?.start ?? null, event.date?.end ?? null, event.date?.precision ?? null);
}

function badges(event: Detail): HTMLElement[] {
  return [
    h("b", { class: `tag status-${event.status}` }, STATUS[event.status] ?? event.status),
    ...(event.status === event.standing ? [] : [h("b", { class: `tag standing-${event.standing}` }, STANDING[event.standing] ?? event.standing)]),
  ];
}

/** Why the event stands as it does, with the words that contradict each other where some do. */
function standing(event: Detail): HTMLElement[] {
  const why = h("p", { class: "because" }, tame((event.reasons.standing ?? "").replace("Voices:", "Told by:")));
  const sides = event.clash.map((side) => h("li", { dir: "auto" }, `“${tame(side.text)}”`, h("small", {}, ` ${tame([side.outlet, side.says !== "the report itself" ? `citing ${side.says}` : ""].filter(Boolean).join(", "))}`)));
  return sides.length ? [why, h("ul", { class: "clash", "aria-label": "Accounts that contradict each other" }, ...sides)] : [why];
}

// The name that the rule of each cell goes by in the API.
const RULE: Record<string, string> = { what: "type", who: "actors", whom: "targets", where: "place", when: "date", figure: "figures", source: "standing" };

/** The table of cells. A cell without a value says so; a date that is only the day of publication says that. */
function cells(event: Detail): HTMLElement {
  const body = h("tbody");
  const why = h("p", { class: "why hint", role: "status" });
  const row = (kind: string, value: string, note: string | Node = "", name = CELL[kind] ?? kind) => {
    const has = event.passages.some((p) => p.marks.some((mark) => mark.kind === kind));
    const button = h("button", { type: "button", class: `evidence e-${kind}`, "aria-label": `Evidence: ${name}` }, "evidence");
    button.addEventListener("click", () => {
      const on = point(kind);
      why.textContent = on ? tame(event.reasons[RULE[kind] ?? ""] ?? "") : "";
    });
    const words = h("td", { class: value ? "" : "unknown", dir: "auto" }, tame(value) || "not known", note ? h("small", {}, " ", note) : null);
    body.append(h("tr", {}, h("th", { scope: "row" }, name), words, h("td", {}, has && value ? button : null)));
  };
  row("what", event.label);
  row("who", parties(event.actors));
  row("whom", parties(event.targets));
  if (event.instruments.length) row("means", event.instruments.join("; "));
  row("where", event.place ? place(event.place.name, event.place.country) : "", precision(event));
  row("when", event.date ? span(event) : "", basis(event));
  const latest = event.figures_over_time.filter((figure) => figure.latest);
  const told = new Set<string>();
  for (const figure of latest) {
    const value = range(figure.low, figure.high);
    if (!told.has(figure.kind + value)) row("figure", value, earlier(event, figure), FIGURE[figure.kind]?.[0]);
    told.add(figure.kind + value);
  }
  if (latest.length === 0) row("figure", "");
  const cited = event.sources.map((source) => named(source.name) + (source.side ? ` (${source.side})` : "")).join("; ");
  row("source", cited || (event.reports === 1 ? "The report itself" : "The reports themselves"));
  if (event.denied_by.length) {
    body.append(h("tr", {}, h("th", { scope: "row" }, "Denied by"), h("td", { colspan: 2, dir: "auto" }, tame(event.denied_by.map((s) => s.name).join("; ")))));
  }
  return h("div", {}, h("table", { class: "cells" }, h("caption", { class: "unseen" }, "Cells of the event"), body), why);
}

/** Names of one side, each once, however often and with whatever article it is named. */
function parties(found: { name: string }[]): string {
  const names = new Map<string, string>();
  for (const party of found) {
    const key = party.name.toLowerCase().replace(/^(the|a|an) /, "");
    if (!names.has(key)) names.set(key, named(party.name));
  }
  return [...names.values()].join("; ");
}

function precision(event: Detail): string {
  const kind = event.place?.precision;
  if (!kind || kind === "settlement" || kind === "site") return event.place?.admin1 && event.place.admin1 !== event.place.name ? event.place.admin1 : "";
  return `known by ${kind} only`;
}

function basis(event: Detail): string {
  if (event.date?.basis === "published") return "day of publication; the text gives none";
  if (event.date?.basis === "lineage") return "counted from another version's day of publication";
  return "";
}

function earlier(event: Detail, latest: Figure): string {
  const others = event.figures_over_time.filter((f) => f.kind === latest.kind && !f.latest);
  const values = [...new Set(others.map((f) => range(f.low, f.high)))].filter((v) => v !== range(latest.low, latest.high));
  return values.length ? `(earlier: ${values.join(", ")})` : "";
}

/** Bring out the marks of one kind in all passages, and go to the first. */
export function point(kind: string): boolean {
  const root = document.getElementById("record");
  if (!root) return false;
  const same = root.dataset.point === kind;
  if (same) delete root.dataset.point;
  else root.dataset.point = kind;
  for (const button of root.querySelectorAll(".evidence")) button.setAttribute("aria-pressed", String(!same && button.classList.contains(`e-${kind}`)));
  if (!same) root.querySelector(`.passage .m-${kind}`)?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  return !same;
}

function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function passage(found: Passage): HTMLElement {
  const stretches: Stretch[] = found.marks.map((mark) => ({ ...mark, title: CELL[mark.kind] ?? "" }));
  const text = h("blockquote", { dir: "auto" }, found.cut_before ? "… " : null, ...marked(found.text, stretches), found.cut_after ? " …" : null);
  const link = h("button", { type: "button", class: "linklike", onclick: () => change({ report: found.report.id, lineage: "" }) }, "whole report");
  return h("figure", { class: "passage" }, h("figcaption", {}, h("b", { dir: "auto" }, outlet(found.report)), ` ${moment(found.report.published_at ?? found.report.published)} `, found.title_only ? "in the title alone · " : null, link), text);
}

export function outlet(card: Card): string {
  return tame(card.outlet ?? "unknown outlet");
}

/** Counts of each kind in order of time: who said how many when. */
function figures(found: Figure[]): HTMLElement[] {
  if (found.length < 2) return [];
  const most = (kind: string): number => Math.max(...found.filter((figure) => figure.kind === kind).map((figure) => figure.high ?? figure.low ?? 0), 1);
  const body = h("tbody");
  for (const figure of found) {
    const bar = h("span", { class: `reach${figure.high === null ? " open" : ""}`, "aria-hidden": "true" });
    bar.style.marginLeft = `${(100 * (figure.low ?? 0)) / most(figure.kind) - 1}%`;
    bar.style.width = `${Math.max(3, (100 * ((figure.high ?? figure.low ?? 0) - (figure.low ?? 0))) / most(figure.kind))}%`;
    const said = tame(figure.source ?? figure.outlet ?? "the report itself");
    body.append(
      h("tr", { class: figure.latest ? "latest" : "" }, h("td", { class: "day" }, moment(figure.published).slice(0, 10)), h("td", { class: "number" }, `${range(figure.low, figure.high)} ${FIGURE[figure.kind]?.[1] ?? figure.kind}`, figure.latest ? h("span", { class: "tag now" }, "latest") : null), h("td", { class: "scale" }, bar), h("td", { dir: "auto", title: `“${tame(figure.text)}”` }, said)),
    );
  }
  const head = h("thead", {}, h("tr", {}, ...["Reported", "How many", "", "According to"].map((words) => h(words ? "th" : "td", words ? { scope: "col" } : {}, words))));
  return [h("h3", {}, "Figures over time"), h("table", { class: "figures" }, head, body)];
}

function family(found: Detail["families"][number]): HTMLElement {
  const versions = h("button", { type: "button", class: "linklike" }, found.reports.length > 1 ? `compare ${found.reports.length} versions` : "lineage");
  versions.addEventListener("click", () => change({ lineage: found.lineage ?? "", report: "", a: "", b: "" }));
  const list = h("ul", {}, ...found.reports.map((card) => h("li", {}, cardLink(card))));
  return h("div", { class: "family" }, list, found.lineage ? versions : null);
}

export function cardLink(card: Card): HTMLElement {
  const open = h("button", { type: "button", class: "linklike", dir: "auto", onclick: () => change({ report: card.id, lineage: "" }) }, tame(card.title ?? card.id));
  return h("span", {}, open, h("small", {}, ` ${outlet(card)}, ${moment(card.published_at ?? card.published)}`, card.credit ? ` (${tame(card.credit)})` : null));
}

function history(found: Decision[]): HTMLElement[] {
  if (found.length === 0) return [];
  const rows = found.map((d) => h("li", { class: d.undone ? "undone" : "", dir: "auto" }, h("b", {}, d.action), d.cell ? ` ${d.cell}: ${tame(d.value ?? "")}` : null, ` — ${tame(d.reason)}`, h("small", {}, ` ${tame(d.by)}, ${moment(d.made_at)}${d.undone ? ", undone" : ""}`)));
  return [h("h3", {}, "Corrections"), h("ol", { class: "history" }, ...rows)];
}
