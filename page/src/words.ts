// Dates, counts and labels as people read them, and text of reports made safe to look at.

export const STATUS: Record<string, string> = {
  happened: "Happened",
  ongoing: "Going on",
  planned: "Planned",
  threatened: "Threatened",
  called_for: "Called for",
  denied: "Denied",
  hypothetical: "Hypothetical",
};

export const STANDING: Record<string, string> = {
  reported: "Reported",
  corroborated: "Corroborated",
  disputed: "Disputed",
  denied: "Denied",
};

export const CELL: Record<string, string> = {
  what: "What",
  who: "Who",
  whom: "To whom",
  means: "With what",
  where: "Where",
  when: "When",
  figure: "How many",
  source: "According to",
};

/** Kinds of figures, as the name of a row and as words behind a number. */
export const FIGURE: Record<string, [string, string]> = {
  killed: ["Killed", "killed"],
  injured: ["Injured", "injured"],
  missing: ["Missing", "missing"],
  displaced: ["Displaced", "displaced"],
  arrested: ["Arrested", "arrested"],
  participants: ["Taking part", "taking part"],
  munitions: ["Munitions", "munitions"],
  other: ["Other count", "otherwise counted"],
};

const NUMBERS = new Intl.NumberFormat("en");
const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const COUNTRIES = new Intl.DisplayNames("en", { type: "region" });

export function number(value: number): string {
  return NUMBERS.format(value);
}

/** "2.5K" where there is little room. */
export function short(value: number): string {
  return value < 1000 ? String(value) : COMPACT.format(value);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

export function country(code: string | null): string {
  if (!code) return "";
  try {
    return COUNTRIES.of(code) ?? code;
  } catch {
    return code;
  }
}

/** "Taiz, Yemen", or the country alone for an event that is known no closer. */
export function place(name: string | null, code: string | null): string {
  if (!name) return "no place";
  const land = country(code);
  return land && land !== name ? `${name}, ${land}` : name;
}

/** Days as precise as they are known: a day, a month, a year, or from one to another. */
export function days(from: string | null, to: string | null, precision: string | null): string {
  if (!from) return "no date";
  if (precision === "year") return from.slice(0, 4);
  if (precision === "month") return from.slice(0, 7);
  return !to || to === from ? from : `${from} – ${to}`;
}

export function moment(stamp: string | null): string {
  return stamp ? stamp.replace("T", " ").replace(/:\d\d(\.\d+)?(?=Z|[+-]|$)/, "").replace("Z", " UTC") : "no date";
}

/** "6", "6 to 9", "at least 6", "up to 9". */
export function range(low: number | null, high: number | null): string {
  if (low === null) return high === null ? "unknown" : `up to ${number(high)}`;
  if (high === null) return `at least ${number(low)}`;
  return low === high ? number(low) : `${number(low)} to ${number(high)}`;
}

// Marks that turn the direction of what follows them. Each is one code point, and so is its stand-in.
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** Make hostile directions visible instead of obeying them; offsets stay as they are. */
export function tame(text: string): string {
  return text.replace(TURNING, "\ufffd");
}

/** A name as a row of a table begins: "rebel fighters" is "Rebel fighters"; what has capitals of its own keeps them. */
export function named(name: string): string {
  const words = tame(name).trim();
  return /^\p{Ll}[\p{Ll}\s'’-]*(\s|$)/u.test(words) ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

/** Cut by code points, as the record counts; JavaScript counts some characters twice. */
export function cutter(text: string): (start: number, end?: number) => string {
  const safe = tame(text);
  if (!/[\ud800-\udfff]/.test(safe)) return (start, end) => safe.slice(start, end);
  const points = Array.from(safe);
  return (start, end) => points.slice(start, end).join("");
}
