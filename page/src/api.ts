// Ask the API; every failure becomes one Problem with a sentence that a person can act on.

export interface Brief {
  id: string;
  type: string;
  status: string;
  standing: string;
  summary: string;
  from: string | null;
  to: string | null;
  precision: string | null;
  place: string | null;
  country: string | null;
  place_precision: string | null;
  reports: number;
  lineages: number;
  killed: number | null;
}

export interface Card {
  id: string;
  outlet: string | null;
  title: string | null;
  url: string | null;
  published: string | null;
  published_at: string | null;
  published_basis: string | null;
  credit: string | null;
  lineage: string | null;
  chars: number;
}

export interface Mark {
  kind: string;
  start: number;
  end: number;
}

export interface Passage {
  mention: string;
  status: string;
  report: Card;
  /** Whether only the report's title tells it: the text is the title then. */
  title_only: boolean;
  start: number;
  text: string;
  cut_before: boolean;
  cut_after: boolean;
  marks: Mark[];
}

export interface Figure {
  kind: string;
  low: number | null;
  high: number | null;
  text: string;
  source: string | null;
  latest: boolean;
  report: string;
  outlet: string | null;
  published: string | null;
}

export interface Party {
  name: string;
  text: string;
  kind: string | null;
}

export interface Decision {
  id: string;
  action: string;
  by: string;
  made_at: string;
  reason: string;
  cell: string | null;
  value: string | null;
  undone: string | null;
}

export interface Detail {
  id: string;
  type: string;
  label: string;
  definition: string | null;
  summary: string;
  status: string;
  standing: string;
  reasons: Record<string, string>;
  clash: { report: string; outlet: string; text: string; says: string }[];
  date: { start: string; end: string; precision: string; basis: string | null; text: string | null } | null;
  place: {
    name: string;
    country: string | null;
    admin1: string | null;
    lat: number | null;
    lon: number | null;
    precision: string;
    text: string | null;
  } | null;
  actors: Party[];
  targets: Party[];
  instruments: string[];
  sources: { name: string; side: string | null }[];
  denied_by: { name: string; side: string | null }[];
  reports: number;
  lineages: number;
  passages: Passage[];
  families: { lineage: string | null; reports: Card[] }[];
  figures_over_time: Figure[];
  history?: Decision[];
}

export interface Change {
  kind: string;
  before: string;
  after: string;
  factual: boolean;
}

export interface Version {
  report: string;
  of: string;
  relation: string;
  contained: number;
  contains: number;
  changes: Change[];
}

export interface Family {
  id: string;
  primary: string;
  reports: string[];
  copies: Version[];
  cards: Card[];
}

export interface Part {
  same?: string;
  before?: string;
  after?: string;
  kind?: string;
  factual?: boolean;
}

export interface Spanned {
  start: number;
  end: number;
  text: string;
}

export interface Said extends Spanned {
  id: string;
  kind: string;
  cue: Spanned | null;
  speaker: { name: string; description: string | null; side: string | null; start: number; end: number } | null;
}

/** Words that may stand in the title alone: they have no place in the text then. */
export type Placed = Omit<Spanned, "start" | "end"> & { start: number | null; end: number | null };

export interface Whole extends Card {
  text: string;
  lead_event: string | null;
  language: string | null;
  analysis: string;
  notes: string[];
  statements: Said[];
  dates: (Spanned & { value: string | null; type: string })[];
  places: (Spanned & { name: string | null; country: string | null; precision: string | null })[];
  mentions: (Placed & { event: string | null; label: string; type: string; status: string; trigger: Placed; marks: Mark[] })[];
}

export interface Overview {
  all: number;
  total: number;
  undated: number;
  unplaced: number;
  type: Record<string, number>;
  status: Record<string, number>;
  standing: Record<string, number>;
  days: [string, string, number][];
}

export interface Cell {
  lat: number;
  lon: number;
  box: [number, number, number, number];
  exact: boolean;
  count: number;
  types: Record<string, number>;
  id: string | null;
}

export interface Nation {
  country: string;
  numeric: string | null;
  name: string;
  count: number;
  types: Record<string, number>;
}

export interface TypeRow {
  key: string;
  label: string;
  definition: string;
  group: string | null;
  count: number;
}

export interface Meta {
  dateline: string;
  counts: Record<string, number>;
  edit: boolean;
  boundaries: boolean;
  types: TypeRow[];
}

export class Problem extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Fetch JSON from the API. An aborted request throws the browser's own AbortError, which callers ignore. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await reach(`/api/v1/${path}`, signal ? { signal } : {}));
}

/** Send a correction. */
export async function post<T>(path: string, body: unknown): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return read<T>(await reach(`/api/v1/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (aborted(error)) throw error;
    throw new Problem(0, "Dateline does not answer. Is `dateline serve` still running?");
  }
}

async function read<T>(response: Response): Promise<T> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const fault = (body as { error?: { message?: string } } | null)?.error;
  throw new Problem(response.status, fault?.message ?? `The server answered ${response.status}.`);
}

export function aborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
