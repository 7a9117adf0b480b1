// The timeline: events by day, week, month or year, stacked by group of types; drag over it to keep a span.

import type { Overview } from "./api";
import { byId, h, s } from "./dom";
import { lack } from "./filters";
import { allGroups, colour, group } from "./palette";
import { change, state, type State } from "./state";
import { plural } from "./words";

const DAY = 86_400_000;
// As many bars as can still be told apart and pointed at.
const MOST_BARS = 90;
// Fewer days than these have empty ones around them: one bar across the whole page would look like a flood.
const LEAST_BARS = 15;
const STEPS = [1, 7, 30.44, 91.31, 365.25, 3652.5];
const AXIS = 18;
// Room for the button that counts undated events.
const HEAD = 34;

interface Bar {
  from: number;
  to: number;
  counts: Map<string, number>;
  total: number;
}

let root: HTMLElement;
let bars: Bar[] = [];
let counts: Overview | null = null;

export function start(): void {
  root = byId("timeline");
  new ResizeObserver(() => counts && draw()).observe(root);
}

export function show(now: Overview): void {
  counts = now;
  bars = gather(now.days);
  draw();
}

function gather(days: Overview["days"]): Bar[] {
  if (days.length === 0) return [];
  let [first, last] = extent(days.map(([day]) => Date.parse(day)));
  const room = root.clientWidth < 500 ? MOST_BARS / 2 : MOST_BARS;
  const step = (STEPS.find((size) => (last - first) / DAY / size <= room) ?? 36_525) * DAY;
  const lacking = LEAST_BARS - Math.floor((last - first) / step) - 1;
  if (lacking > 0) [first, last] = [first - Math.floor(lacking / 2) * step, last + Math.ceil(lacking / 2) * step];
  const found: Bar[] = [];
  for (let from = first; from <= last; from += step) found.push({ from, to: from + step - DAY, counts: new Map(), total: 0 });
  for (const [day, type, count] of days) {
    const bar = found[Math.min(found.length - 1, Math.floor((Date.parse(day) - first) / step))];
    if (!bar) continue;
    bar.total += count;
    bar.counts.set(group(type), (bar.counts.get(group(type)) ?? 0) + count);
  }
  return found;
}

function extent(times: number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const time of times) {
    if (time < low) low = time;
    if (time > high) high = time;
  }
  return [low, high];
}

function draw(): void {
  const now = state();
  const undated = counts?.undated ?? 0;
  const button = h("button", { type: "button", class: "undated", "aria-pressed": String(now.dated === "no"), hidden: undated === 0 && now.dated !== "no" }, `${plural(undated, "event")} without a date`);
  button.addEventListener("click", () => change(lack("dated", now.dated !== "no")));
  if (bars.length === 0) {
    root.replaceChildren(h("p", { class: "nothing" }, "No dated events to draw."), button);
    return;
  }
  root.replaceChildren(chart(now), button);
}

function chart(now: State): SVGSVGElement {
  const [width, height] = [root.clientWidth || 600, root.clientHeight || 110];
  const most = Math.max(...bars.map((bar) => bar.total));
  const step = width / bars.length;
  const tall = height - AXIS - (counts?.undated ? HEAD : 8);
  const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": summary() });
  bars.forEach((bar, index) => {
    let y = height - AXIS;
    const kept = inside(bar, now);
    for (const { key } of allGroups()) {
      const part = ((bar.counts.get(key) ?? 0) / most) * tall;
      if (part === 0) continue;
      y -= part;
      const rect = s("rect", { x: index * step + 0.5, y, width: Math.max(1, step - 1.5), height: part, class: kept ? "bar" : "bar out" });
      rect.style.fill = colour(key);
      svg.append(rect);
    }
  });
  axis(svg, step, width, height);
  brush(svg, step);
  return svg;
}

function axis(svg: SVGSVGElement, step: number, width: number, height: number): void {
  svg.append(s("line", { x1: 0, x2: width, y1: height - AXIS, y2: height - AXIS, class: "axis" }));
  const long = (bars.at(-1)?.to ?? 0) - (bars[0]?.from ?? 0) > 700 * DAY;
  let [before, free] = ["", 0];
  bars.forEach((bar, index) => {
    const date = new Date(bar.from);
    const words = long ? String(date.getUTCFullYear()) : date.toLocaleDateString("en", { month: "short", year: "numeric", timeZone: "UTC" });
    const x = index * step;
    if (words !== before && x >= free && x < width - 40) {
      svg.append(s("text", { x: x + 2, y: height - 5 }, index === 0 || long || words.startsWith("Jan") ? words : words.slice(0, 3)));
      free = x + 64;
    }
    before = words;
  });
}

function inside(bar: Bar, now: State): boolean {
  return (!now.from || iso(bar.to) >= now.from) && (!now.to || iso(bar.from) <= now.to);
}

function iso(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function summary(): string {
  const held = bars.filter((bar) => bar.total > 0);
  const [first, last] = [held[0], held.at(-1)];
  const peak = bars.reduce((best, bar) => (bar.total > best.total ? bar : best));
  if (!first || !last) return "Timeline";
  return `Timeline from ${iso(first.from)} to ${iso(last.to)}; most events, ${peak.total}, from ${iso(peak.from)}. The From and To filters do the same by keyboard.`;
}

/** Keep the bars from where the pointer goes down to where it comes up; a click on the kept span lets it go. */
function brush(svg: SVGSVGElement, step: number): void {
  const at = (event: PointerEvent) => Math.min(bars.length - 1, Math.max(0, Math.floor((event.clientX - svg.getBoundingClientRect().left) / step)));
  const frame = s("rect", { class: "brush", y: 0, height: "100%", width: 0 });
  svg.append(frame);
  svg.addEventListener("pointerdown", (down) => {
    svg.setPointerCapture(down.pointerId);
    const first = at(down);
    const move = (event: PointerEvent) => {
      const [low, high] = [first, at(event)].sort((a, b) => a - b) as [number, number];
      frame.setAttribute("x", String(low * step));
      frame.setAttribute("width", String((high - low + 1) * step));
    };
    const up = (event: PointerEvent) => {
      svg.removeEventListener("pointermove", move);
      const [low, high] = [first, at(event)].sort((a, b) => a - b) as [number, number];
      const span = { from: iso(bars[low]?.from ?? 0), to: iso(bars[high]?.to ?? 0), dated: "" };
      const same = span.from === state().from && span.to === state().to;
      change(same ? { from: "", to: "" } : span);
    };
    move(down);
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", up, { once: true });
  });
  svg.addEventListener("pointermove", (event) => {
    const bar = bars[at(event)];
    if (bar) root.title = `${iso(bar.from)}${bar.to > bar.from ? ` – ${iso(bar.to)}` : ""}: ${plural(bar.total, "event")}`;
  });
}
