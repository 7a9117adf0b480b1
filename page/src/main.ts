// Start here: the state of the address goes to the list, the map, the timeline and the panel; each changes the address.

import "leaflet/dist/leaflet.css";
import "./style.css";
import { aborted, get, type Detail, type Family, type Meta, type Overview, type Problem, type Whole } from "./api";
import { byId, h } from "./dom";
import * as edit from "./edit";
import * as filters from "./filters";
import * as lineage from "./lineage";
import * as list from "./list";
import * as map from "./map";
import { learn } from "./palette";
import * as record from "./record";
import * as report from "./report";
import { change, filterQuery, onChange, state, type State } from "./state";
import * as theme from "./theme";
import * as timeline from "./timeline";

let meta: Meta;
let counted = "";
let looked = "";
let request: AbortController | null = null;
const cache = new Map<string, unknown>();
// As many records as a person goes back and forth between.
const CACHED = 40;
const LONGEST_FRAME = 100;

async function start(): Promise<void> {
  const counts = get<Overview>(`overview?${filterQuery(state())}`);
  const facts = get<Meta>("meta");
  for (const early of [counts, facts]) early.catch(() => undefined);
  await painted();
  filters.start();
  theme.start(() => void map.repaint(meta?.boundaries ?? false));
  list.start();
  timeline.start();
  map.start();
  byId("record").replaceChildren(...welcome());
  keys();
  try {
    meta = await facts;
    learn(meta);
    await show(state(), counts);
  } catch (problem) {
    list.fail(problem as Problem, () => location.reload());
    byId("count").textContent = "The record cannot be read.";
  }
  onChange((now) => void show(now));
  performance.mark("ready");
  document.documentElement.dataset.ready = "yes";
  await map.ground(meta?.boundaries ?? false).catch(() => undefined);
  document.documentElement.dataset.map = "yes";
}

/** Let the browser show the frame of the page before the rest is set up; a hidden tab paints nothing and does not wait. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, LONGEST_FRAME);
  });
}

async function show(now: State, early?: Promise<Overview>): Promise<void> {
  const panel = look(now);
  const query = filterQuery(now);
  if (query !== counted || early) {
    request?.abort();
    request = new AbortController();
    try {
      const counts = await (early ?? get<Overview>(`overview?${query}`, request.signal));
      counted = query;
      filters.show(now, counts);
      list.tell(counts.total, counts.all);
      timeline.show(counts);
      map.show(now, counts.unplaced);
      await list.show(now, counts.total);
    } catch (problem) {
      if (aborted(problem)) return;
      list.fail(problem as Problem, () => void show(now));
    }
  } else list.redraw();
  await panel;
}

/** Show what the address looks at: a report before a lineage before an event. */
async function look(now: State): Promise<void> {
  const kind = now.report ? "report" : now.lineage ? "lineage" : now.event ? "event" : "";
  const key = kind ? `${kind} ${now.report || now.lineage || now.event} ${now.a} ${now.b} ${now.off}` : "";
  if (key === looked) return;
  const moved = looked.split(" ")[1] !== key.split(" ")[1];
  looked = key;
  const root = byId("record");
  document.body.classList.toggle("open", kind !== "");
  document.body.classList.toggle("wide", kind === "report" || kind === "lineage");
  if (!kind) {
    map.pick(null);
    root.replaceChildren(...welcome());
    return;
  }
  if (moved) root.replaceChildren(h("p", { class: "wait" }, "Opening …"));
  const nodes = await panelOf(kind, now).catch((problem: Problem) => [h("p", { class: "empty error", role: "alert" }, problem.message)]);
  if (looked !== key) return;
  delete root.dataset.point;
  root.replaceChildren(closer(now), ...nodes);
  if (moved) {
    root.scrollTop = 0;
    if (document.activeElement === document.body || root.contains(document.activeElement) || innerWidth <= 720) root.focus({ preventScroll: true });
  }
}

async function panelOf(kind: string, now: State): Promise<Node[]> {
  if (kind === "report") return report.panel(await fetched<Whole>(`reports/${encodeURIComponent(now.report)}`));
  if (kind === "lineage") return lineage.panel(await fetched<Family>(`lineages/${encodeURIComponent(now.lineage)}`));
  const event = await fetched<Detail>(`events/${encodeURIComponent(now.event)}`);
  map.pick(event);
  return record.panel(event, meta.edit ? edit.forms(event, changed) : null);
}

/** After a correction everything may be different. */
function changed(id: string): void {
  cache.clear();
  counted = looked = "?";
  if (id === state().event) void show(state());
  else change({ event: id });
}

async function fetched<T>(path: string): Promise<T> {
  const known = cache.get(path);
  if (known) return known as T;
  const found = await get<T>(path);
  if (cache.size >= CACHED) cache.delete(cache.keys().next().value as string);
  cache.set(path, found);
  return found;
}

/** Close what is on top; what is below it (the lineage, the event) shows again. */
function closer(now: State): HTMLElement {
  const words = now.report || now.lineage ? (now.event ? "← Back to the event" : "Close") : "Close";
  return h("button", { type: "button", class: "close", onclick: close }, words);
}

function close(): void {
  const now = state();
  if (now.report) change({ report: "" });
  else if (now.lineage) change({ lineage: "", a: "", b: "" });
  else change({ event: "" });
}

function welcome(): Node[] {
  return [
    h("div", { class: "welcome" }, h("h2", {}, "Choose an event"), h("p", {}, "Pick one from the list or the map to see what it rests on, word by word."), h("dl", { class: "keys" }, ...[["↑ ↓ Enter", "move in the list and open"], ["/", "search"], ["Esc", "close"], ["t", "dark or light"]].flatMap(([key, words]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, words)]))),
  ];
}

function keys(): void {
  addEventListener("keydown", (event) => {
    const typing = (event.target as Element).matches("input:not([type=checkbox]):not([type=radio]), select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (typing) (event.target as HTMLElement).blur();
      else if (document.body.classList.contains("open")) {
        close();
        byId("list").focus({ preventScroll: true });
      }
    } else if (!typing && event.key === "/") {
      event.preventDefault();
      byId("f-q").focus();
    } else if (!typing && event.key === "t") theme.turn();
  });
}

void start();
