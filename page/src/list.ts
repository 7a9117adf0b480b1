// The list of events: only the rows in sight exist, and only the windows of data that were looked at are fetched.

import { aborted, get, type Brief, type Problem } from "./api";
import { byId, h } from "./dom";
import { colour, group, label } from "./palette";
import { change, filtered, filterQuery, NO_FILTER, state, type State } from "./state";
import { days, number, place, plural, STANDING, STATUS, tame } from "./words";

// Row height in pixels; style.css has the same. A window of data is some screens long.
const ROW = 74;
const WINDOW = 100;
const BEYOND = 6;

let total = 0;
let query: string | null = null;
let active = 0;
// The row that Enter was pressed on before its event had come.
let wanted: number | null = null;
let windows = new Map<number, Brief[]>();
let pending = new Map<number, AbortController>();
let scroller: HTMLElement;
let sheet: HTMLElement;
let settled: (() => void) | null = null;

export function start(): void {
  scroller = byId("list");
  sheet = h("div", { class: "sheet" });
  scroller.append(sheet);
  scroller.tabIndex = 0;
  scroller.setAttribute("aria-label", "Events");
  scroller.setAttribute("role", "group");
  scroller.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  scroller.addEventListener("keydown", press);
  new ResizeObserver(() => draw()).observe(scroller);
}

/** Show the events under the filter; resolves when the first of them are there. */
export function show(now: State, count: number): Promise<void> {
  const next = filterQuery(now);
  if (next === query && count === total) {
    draw();
    return Promise.resolve();
  }
  for (const request of pending.values()) request.abort();
  [query, total, active, wanted] = [next, count, 0, null];
  windows = new Map();
  pending = new Map();
  sheet.style.height = `${total * ROW}px`;
  scroller.scrollTop = 0;
  scroller.setAttribute("role", total === 0 ? "group" : "listbox");
  if (total === 0) {
    empty(now);
    return Promise.resolve();
  }
  const ready = new Promise<void>((resolve) => (settled = resolve));
  draw();
  return ready;
}

/** Say that nothing fits, and offer the way out. */
function empty(now: State): void {
  scroller.removeAttribute("aria-activedescendant");
  const back = h("button", { type: "button", onclick: () => change(NO_FILTER) }, "Clear all filters");
  const words = filtered(now) ? "No event fits these filters." : "This record holds no events yet.";
  const hint = filtered(now) ? back : h("p", {}, "Read some reports: ", h("code", {}, "dateline read PATH… --record FILE"));
  sheet.replaceChildren(h("div", { class: "empty" }, h("p", {}, words), hint));
}

export function fail(problem: Problem, again: () => void): void {
  total = 0;
  query = null;
  sheet.style.height = "auto";
  scroller.setAttribute("role", "group");
  const button = h("button", { type: "button", onclick: again }, "Try again");
  sheet.replaceChildren(h("div", { class: "empty error", role: "alert" }, h("p", {}, problem.message), button));
}

function draw(): void {
  if (total === 0 || query === null) return;
  const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - BEYOND);
  const last = Math.min(total - 1, Math.ceil((scroller.scrollTop + scroller.clientHeight) / ROW) + BEYOND);
  const rows: HTMLElement[] = [];
  for (let index = first; index <= last; index++) rows.push(row(index));
  sheet.replaceChildren(...rows);
  const there = document.getElementById(`row-${active}`);
  if (there) scroller.setAttribute("aria-activedescendant", `row-${active}`);
  else scroller.removeAttribute("aria-activedescendant");
}

function row(index: number): HTMLElement {
  const brief = at(index);
  const chosen = brief !== undefined && brief.id === state().event;
  const element = h("div", {
    id: `row-${index}`,
    class: `row${index === active ? " active" : ""}${chosen ? " chosen" : ""}`,
    role: "option",
    "aria-selected": chosen ? "true" : "false",
    "aria-setsize": total,
    "aria-posinset": index + 1,
  });
  element.style.top = `${index * ROW}px`;
  if (!brief) {
    element.classList.add("loading");
    element.append(h("span", { class: "title" }, "…"));
    return element;
  }
  const dot = h("i", { class: "dot", "aria-hidden": "true" });
  dot.style.background = colour(group(brief.type));
  const facts = [days(brief.from, brief.to, brief.precision), place(brief.place, brief.country), plural(brief.reports, "report")];
  element.append(
    h("span", { class: "title", dir: "auto" }, dot, tame(brief.summary)),
    h("span", { class: "facts" }, h("span", { dir: "auto" }, facts.join(" · ")), badge(brief)),
  );
  element.title = `${label(brief.type)}: ${tame(brief.summary)}`;
  element.addEventListener("click", () => {
    active = index;
    open(brief.id);
  });
  return element;
}

/** What must not be overlooked: that it did not happen, or is not agreed on. */
function badge(brief: Brief): HTMLElement | null {
  if (!["happened", "ongoing"].includes(brief.status))
    return h("b", { class: `tag status-${brief.status}` }, STATUS[brief.status] ?? brief.status);
  if (brief.standing !== "reported")
    return h("b", { class: `tag standing-${brief.standing}` }, STANDING[brief.standing] ?? brief.standing);
  return null;
}

function at(index: number): Brief | undefined {
  const start = Math.floor(index / WINDOW) * WINDOW;
  const found = windows.get(start);
  if (found) return found[index - start];
  if (!pending.has(start)) void fetchWindow(start);
  return undefined;
}

async function fetchWindow(start: number): Promise<void> {
  const abort = new AbortController();
  pending.set(start, abort);
  try {
    const page = await get<{ items: Brief[] }>(`events?fields=brief&limit=${WINDOW}&offset=${start}&${query}`, abort.signal);
    windows.set(start, page.items);
    draw();
    settled?.();
    const brief = wanted === null ? undefined : at(wanted);
    if (brief) open(brief.id);
  } catch (error) {
    if (!aborted(error)) fail(error as Problem, () => location.reload());
  } finally {
    pending.delete(start);
  }
}

function press(event: KeyboardEvent): void {
  const leap = Math.max(1, Math.floor(scroller.clientHeight / ROW) - 1);
  const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: leap, PageUp: -leap, Home: -total, End: total };
  const move = moves[event.key];
  const brief = at(active);
  if (move !== undefined) {
    event.preventDefault();
    [active, wanted] = [Math.min(total - 1, Math.max(0, active + move)), null];
    reveal();
  } else if ((event.key === "Enter" || event.key === " ") && total > 0) {
    event.preventDefault();
    if (brief) open(brief.id);
    else wanted = active;
  }
}

function reveal(): void {
  const top = active * ROW;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + ROW > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + ROW - scroller.clientHeight;
  draw();
}

export function open(id: string): void {
  wanted = null;
  change({ event: id, report: "", lineage: "", a: "", b: "" });
}

export function redraw(): void {
  draw();
}

/** How many there are, in words: always in sight, and read out when it changes. */
export function tell(shown: number, all: number): void {
  byId("count").textContent = shown === all ? `${plural(all, "event")}` : `${number(shown)} of ${plural(all, "event")}`;
}
