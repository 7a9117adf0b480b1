// The state of the page is its address: every view can be linked to, and back and forward work.

const LISTS = ["type", "status", "standing"] as const;
const WORDS = ["from", "to", "bbox", "dated", "placed", "place", "actor", "source", "q"] as const;
const VIEWS = ["event", "lineage", "report", "a", "b", "off", "map"] as const;

export type ListKey = (typeof LISTS)[number];
export type WordKey = (typeof WORDS)[number];
export type ViewKey = (typeof VIEWS)[number];

/** What is wanted (lists and words are the filter) and what is looked at. An empty value asks for nothing. */
export type State = Record<ListKey, string[]> & Record<WordKey | ViewKey, string>;

export type Listener = (state: State, before: State) => void;

const listeners: Listener[] = [];
let current = parse(location.search);

export function parse(search: string): State {
  const params = new URLSearchParams(search);
  const state = {} as State;
  for (const key of LISTS) state[key] = params.getAll(key);
  for (const key of [...WORDS, ...VIEWS]) state[key] = params.get(key) ?? "";
  return state;
}

/** Return the part of a state that chooses events, as a query for the API. */
export function filterQuery(state: State): string {
  return encode(state, [...LISTS, ...WORDS]);
}

export function encode(state: State, keys: readonly (ListKey | WordKey | ViewKey)[] = [...LISTS, ...WORDS, ...VIEWS]): string {
  const params = new URLSearchParams();
  for (const key of keys) for (const value of [state[key]].flat()) if (value) params.append(key, value);
  return params.toString().replaceAll("%2C", ",");
}

export function state(): State {
  return current;
}

/** Change the state; the address follows. `quiet` replaces the entry in the history (a map that moves). */
export function change(changes: Partial<State>, quiet = false): void {
  const next = { ...current, ...changes };
  const query = encode(next);
  if (query === encode(current)) return;
  const url = query ? `?${query}` : location.pathname;
  if (quiet) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  turn(next);
}

export function onChange(listener: Listener): void {
  listeners.push(listener);
}

/** Tell whether any filter is set. */
export function filtered(state: State): boolean {
  return filterQuery(state) !== "";
}

export const NO_FILTER: Partial<State> = {
  ...(Object.fromEntries(LISTS.map((key) => [key, []])) as unknown as Record<ListKey, string[]>),
  ...(Object.fromEntries(WORDS.map((key) => [key, ""])) as Record<WordKey, string>),
};

function turn(next: State): void {
  const before = current;
  current = next;
  for (const listener of listeners) listener(current, before);
}

addEventListener("popstate", () => turn(parse(location.search)));
