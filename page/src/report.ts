// A report: its text, with statements, events, places and dates as layers that can be switched.

import type { Whole } from "./api";
import { h } from "./dom";
import { marked, type Stretch } from "./marked";
import { outlet } from "./record";
import { change, state } from "./state";
import { moment, number, plural, tame } from "./words";

const LAYERS: [string, string][] = [
  ["statement", "Statements"],
  ["event", "Events"],
  ["place", "Places"],
  ["date", "Dates"],
];
// Longer texts are shown in part at first: no page should wait for ten megabytes.
const SHOWN = 60_000;

export function panel(report: Whole): Node[] {
  const off = new Set(state().off.split(",").filter(Boolean));
  const body = h("div", { class: "text reporttext", dir: "auto" });
  write(body, report, off, SHOWN);
  return [
    h("h2", { dir: "auto" }, ...heading(report, off)),
    h("p", { class: "facts", dir: "auto" }, `${outlet(report)} · ${moment(report.published_at ?? report.published)}${basis(report)}`),
    h("p", { class: "links" }, ...links(report)),
    switches(report, off),
    ...report.notes.map((note) => h("p", { class: "hint", dir: "auto" }, `Note: ${tame(note)}`)),
    ...speakers(report, off),
    body,
  ];
}

/** The title, with the words marked of what only it tells. */
function heading(report: Whole, off: Set<string>): (Node | string)[] {
  const title = report.title;
  if (!title || off.has("event")) return [tame(title ?? "Report without a title")];
  const told = report.mentions.filter((mention) => mention.start === null);
  return marked(title, told.flatMap((mention) => {
    const at = title.indexOf(mention.text);
    if (at < 0) return [];
    const start = Array.from(title.slice(0, at)).length;
    return [{ kind: "event", start, end: start + Array.from(mention.text).length, title: `${mention.label} (${mention.status}), told by the title alone`, ...leading(mention.event) }];
  }));
}

/** Where a click on an event's words leads. */
function leading(event: string | null): Pick<Stretch, "open"> {
  return event ? { open: () => change({ event, report: "", lineage: "" }) } : {};
}

function basis(report: Whole): string {
  const how: Record<string, string> = { page: "as the page says", dateline: "from the dateline", lineage: "from another version" };
  const words = how[report.published_basis ?? ""];
  return words ? ` (${words})` : "";
}

function links(report: Whole): Node[] {
  const found: Node[] = [];
  const go = (words: string, changes: Parameters<typeof change>[0]) => found.push(h("button", { type: "button", class: "linklike", onclick: () => change(changes) }, words), document.createTextNode(" "));
  if (report.lead_event) go("the event it is mainly about", { event: report.lead_event, report: "", lineage: "" });
  if (report.lineage) go("its versions", { lineage: report.lineage, report: "", a: "", b: "" });
  if (report.url && /^https?:/.test(report.url)) found.push(h("a", { href: report.url, rel: "noreferrer noopener", target: "_blank" }, "original page"));
  return found;
}

function switches(report: Whole, off: Set<string>): HTMLElement {
  const counts: Record<string, number> = { statement: report.statements.length, event: report.mentions.length, place: report.places.length, date: report.dates.length };
  const set = h("fieldset", { class: "layers" }, h("legend", {}, "Layers"));
  for (const [key, words] of LAYERS) {
    const box = h("input", { type: "checkbox", id: `layer-${key}` });
    box.checked = !off.has(key);
    box.addEventListener("change", () => {
      if (box.checked) off.delete(key);
      else off.add(key);
      change({ off: [...off].join(",") });
    });
    set.append(h("label", { for: box.id, class: `key m-${key}` }, box, `${words} `, h("small", {}, number(counts[key] ?? 0))));
  }
  return set;
}

/** Who speaks in this report, with the same colour as their words. */
function speakers(report: Whole, off: Set<string>): HTMLElement[] {
  if (off.has("statement") || report.statements.length === 0) return [];
  const said = new Map<string, number>();
  for (const statement of report.statements) said.set(name(statement), (said.get(name(statement)) ?? 0) + 1);
  const items = [...said].map(([who, count], index) => h("li", { class: `m-statement voice-${index % 6}`, dir: "auto" }, tame(who), h("small", {}, ` ${plural(count, "statement")}`)));
  return [h("ul", { class: "speakers", "aria-label": "Who speaks" }, ...items)];
}

function name(statement: Whole["statements"][number]): string {
  return statement.speaker?.name ?? "speaker not known";
}

function write(body: HTMLElement, report: Whole, off: Set<string>, most: number): void {
  const long = report.text.length > most;
  const text = long ? report.text.slice(0, most) : report.text;
  body.replaceChildren(...marked(text, stretches(report, off)));
  if (!long) return;
  const more = h("button", { type: "button" }, `Show all ${number(report.chars)} characters`);
  more.addEventListener("click", () => write(body, report, off, Infinity));
  body.append(h("p", { class: "hint" }, "… ", more));
}

function stretches(report: Whole, off: Set<string>): Stretch[] {
  const voices = [...new Set(report.statements.map(name))];
  const found: Stretch[] = [];
  if (!off.has("statement")) for (const s of report.statements) found.push({ kind: `statement voice-${voices.indexOf(name(s)) % 6}`, start: s.start, end: s.end, title: `Said by ${tame(name(s))}` });
  if (!off.has("event"))
    for (const m of report.mentions) {
      if (m.start === null || m.end === null) continue;
      found.push({ kind: "event", start: m.start, end: m.end, title: `${m.label} (${m.status})`, ...leading(m.event) });
      if (m.trigger.start !== null && m.trigger.end !== null) found.push({ kind: "trigger", start: m.trigger.start, end: m.trigger.end, ...leading(m.event) });
    }
  if (!off.has("place")) for (const p of report.places) found.push({ kind: "place", start: p.start, end: p.end, title: p.name ? `${tame(p.name)}, ${p.country ?? ""} (${p.precision ?? ""})` : "place not resolved" });
  if (!off.has("date")) for (const d of report.dates) found.push({ kind: "date", start: d.start, end: d.end, title: d.value ?? "date not resolved" });
  return found;
}
