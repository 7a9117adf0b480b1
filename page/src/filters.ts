// The filters: groups of types always in sight, the rest folded away, and a chip for each that is set.

import type { Overview } from "./api";
import { byId, h } from "./dom";
import { allGroups, colour, label, type Group } from "./palette";
import { change, filtered, NO_FILTER, state, type ListKey, type State, type WordKey } from "./state";
import { number, STANDING, STATUS } from "./words";

// Typing is followed by a request only when it pauses.
const PAUSE = 250;

let root: HTMLElement;
let types: HTMLElement;
let facets: HTMLElement;
let chips: HTMLElement;
const fields = new Map<WordKey, HTMLInputElement>();

export function start(): void {
  root = byId("filters");
  types = h("div", { class: "types" });
  facets = h("div", { class: "facets" });
  chips = h("div", { class: "chips" });
  const more = h("details", { class: "more" }, h("summary", {}, "More filters"), facets, inputs());
  const fold = h("details", { class: "fold", id: "fold" }, h("summary", {}, "Filters"), types, more);
  fold.open = matchMedia("(min-width: 721px)").matches;
  root.append(fold, chips);
  byId("tools").append(field("q", "Search", "search", "words in the reports"), copyButton());
}

function inputs(): HTMLElement {
  return h(
    "div",
    { class: "inputs" },
    field("from", "From", "date"),
    field("to", "To", "date"),
    field("place", "Place", "text"),
    field("actor", "Actor or target", "text"),
    field("source", "Source", "text"),
  );
}

function field(key: WordKey, name: string, kind: string, hint = ""): HTMLElement {
  const input = h("input", { type: kind, id: `f-${key}`, placeholder: hint || null, autocomplete: "off", maxlength: kind === "date" ? null : 200 });
  if (kind === "date") input.max = "9999-12-31";
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => change({ [key]: input.value.trim() }), PAUSE);
  });
  fields.set(key, input);
  return h("label", { class: `field field-${key}`, for: `f-${key}` }, h("span", {}, name), input);
}

function copyButton(): HTMLElement {
  const button = h("button", { type: "button", id: "copy" }, "Copy link");
  button.addEventListener("click", () => {
    void navigator.clipboard?.writeText(location.href).then(
      () => flash(button, "Copied"),
      () => flash(button, "Copy it from the address bar"),
    );
  });
  return button;
}

function flash(button: HTMLButtonElement, words: string): void {
  const before = button.textContent;
  button.textContent = words;
  setTimeout(() => (button.textContent = before), 1500);
}

/** Draw the filters as they are set, with how many events each would show. */
export function show(now: State, counts: Overview): void {
  const focused = document.activeElement?.id;
  types.replaceChildren(h("h2", {}, "Event type"), ...allGroups().filter(some(counts)).map((group) => groupRow(group, now, counts)));
  facets.replaceChildren(
    facet("Status", "status", STATUS, now, counts.status),
    facet("Standing", "standing", STANDING, now, counts.standing),
    lacking(now, counts),
  );
  chips.replaceChildren(...chipsOf(now));
  for (const [key, input] of fields) if (document.activeElement !== input) input.value = now[key];
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function some(counts: Overview): (group: Group) => boolean {
  return (group) => group.types.some((type) => type.count > 0 || (counts.type[type.key] ?? 0) > 0 || state().type.includes(type.key));
}

function groupRow(group: Group, now: State, counts: Overview): HTMLElement {
  const keys = group.types.map((type) => type.key);
  const sum = keys.reduce((total, key) => total + (counts.type[key] ?? 0), 0);
  const on = keys.filter((key) => now.type.length === 0 || now.type.includes(key));
  const box = check(`g-${group.key}`, on.length > 0, () => setTypes(keys, on.length === 0));
  box.indeterminate = on.length > 0 && group.types.some((type) => type.count > 0 && !on.includes(type.key));
  const dot = h("i", { class: "dot", "aria-hidden": "true" });
  dot.style.background = colour(group.key);
  const head = h("label", { class: "group", for: box.id }, box, dot, h("span", {}, group.label), h("small", {}, number(sum)));
  const present = group.types.filter((type) => type.count > 0 || now.type.includes(type.key));
  if (present.length < 2) return h("div", { class: "grouprow" }, head);
  return h("div", { class: "grouprow" }, head, single(group, present.map((type) => type.key), now, counts));
}

/** The types of a group one by one, folded away until they are asked for. */
function single(group: Group, keys: string[], now: State, counts: Overview): HTMLElement {
  const id = `t-${group.key}`;
  const open = opened.has(id);
  const inner = h("div", { class: "single", hidden: !open, id });
  for (const key of keys) {
    const box = check(`c-${key}`, now.type.length === 0 || now.type.includes(key), () => setTypes([key], !box.checked));
    inner.append(h("label", { for: box.id }, box, h("span", {}, label(key)), h("small", {}, number(counts.type[key] ?? 0))));
  }
  const button = h("button", { type: "button", class: "unfold", id: `u-${group.key}`, "aria-expanded": String(open), "aria-controls": id, "aria-label": `Types of ${group.label}` }, "▾");
  button.addEventListener("click", () => {
    inner.hidden = !inner.hidden;
    button.setAttribute("aria-expanded", String(!inner.hidden));
    if (inner.hidden) opened.delete(id);
    else opened.add(id);
  });
  const wrap = h("div", { class: "wrap" }, button, inner);
  return wrap;
}

const opened = new Set<string>();

/** Switch some types on or off. All on is the same as no filter; the last one cannot be switched off. */
function setTypes(keys: string[], on: boolean): void {
  const every = allGroups().flatMap((group) => group.types.map((type) => type.key));
  const now = new Set(state().type.length ? state().type : every);
  for (const key of keys) {
    if (on) now.add(key);
    else now.delete(key);
  }
  change({ type: now.size === 0 || now.size === every.length ? [] : every.filter((key) => now.has(key)) });
}

function check(id: string, on: boolean, turn: () => void): HTMLInputElement {
  const box = h("input", { type: "checkbox", id });
  box.checked = on;
  box.addEventListener("change", () => {
    box.checked = !box.checked; // the state decides what is drawn
    turn();
  });
  return box;
}

function facet(name: string, key: ListKey, labels: Record<string, string>, now: State, counts: Record<string, number>): HTMLElement {
  const rows = Object.entries(labels).filter(([value]) => counts[value] || now[key].includes(value));
  const set = h("fieldset", {}, h("legend", {}, name));
  for (const [value, words] of rows) {
    const on = now[key].includes(value);
    const box = check(`${key}-${value}`, on, () => change({ [key]: on ? now[key].filter((v) => v !== value) : [...now[key], value] }));
    set.append(h("label", { for: box.id }, box, h("span", {}, words), h("small", {}, number(counts[value] ?? 0))));
  }
  return set;
}

/** Events without a date or a place are not on the timeline or the map: here they can be chosen. */
function lacking(now: State, counts: Overview): HTMLElement {
  const set = h("fieldset", {}, h("legend", {}, "Not known"));
  for (const [key, words, count] of [
    ["dated", "No date", counts.undated],
    ["placed", "No place", counts.unplaced],
  ] as const) {
    const on = now[key] === "no";
    const box = check(`only-${key}`, on, () => change(lack(key, !on)));
    set.append(h("label", { for: box.id }, box, h("span", {}, words), h("small", {}, number(count))));
  }
  return set;
}

/** Choose only what lacks a date (or place); a range of dates (or a box) would contradict it. */
export function lack(key: "dated" | "placed", on: boolean): Partial<State> {
  if (!on) return { [key]: "" };
  return key === "dated" ? { dated: "no", from: "", to: "" } : { placed: "no", bbox: "" };
}

const NAMES: Record<WordKey, string> = {
  from: "from",
  to: "to",
  bbox: "area on the map",
  dated: "without a date",
  placed: "without a place",
  place: "place",
  actor: "actor",
  source: "source",
  q: "text",
};

function chipsOf(now: State): HTMLElement[] {
  if (!filtered(now)) return [];
  const found: HTMLElement[] = [];
  if (now.type.length) {
    const words = now.type.length === 1 ? label(now.type[0] as string) : `${now.type.length} types`;
    found.push(chip(words, { type: [] }));
  }
  for (const value of now.status) found.push(chip(STATUS[value] ?? value, { status: now.status.filter((v) => v !== value) }));
  for (const value of now.standing) found.push(chip(STANDING[value] ?? value, { standing: now.standing.filter((v) => v !== value) }));
  for (const key of Object.keys(NAMES) as WordKey[]) {
    if (!now[key]) continue;
    const bare = ["bbox", "dated", "placed"].includes(key);
    found.push(chip(bare ? NAMES[key] : `${NAMES[key]}: ${now[key]}`, { [key]: "" }));
  }
  found.push(h("button", { type: "button", class: "clear", onclick: () => change(NO_FILTER) }, "Clear all"));
  return found;
}

function chip(words: string, without: Partial<State>): HTMLElement {
  return h("button", { type: "button", class: "chip", "aria-label": `Remove filter: ${words}`, onclick: () => change(without) }, words, h("span", { "aria-hidden": "true" }, " ×"));
}

