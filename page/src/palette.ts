// Types gathered into groups. Their colours are told apart by colour-blind readers too, in light and dark (a test measures it).

import type { Meta, TypeRow } from "./api";

export interface Group {
  key: string;
  label: string;
  types: TypeRow[];
}

const LABELS: [string, string][] = [
  ["battles", "Battles"],
  ["explosions", "Explosions & strikes"],
  ["civilians", "Attacks on civilians"],
  ["protests", "Protests"],
  ["riots", "Riots"],
  ["strategic", "Strategic moves"],
  ["political", "Political acts"],
  ["hazards", "Hazards & accidents"],
  ["crime", "Crime & justice"],
];

const OF_ACLED: Record<string, string> = {
  Battles: "battles",
  "Explosions/Remote violence": "explosions",
  "Violence against civilians": "civilians",
  Protests: "protests",
  Riots: "riots",
  "Strategic developments": "strategic",
};
const OF_TYPE: Record<string, string> = {
  natural_hazard: "hazards",
  accident: "hazards",
  rescue: "hazards",
  explosion: "explosions",
  crime: "crime",
  trial: "crime",
};

const groups: Group[] = LABELS.map(([key, label]) => ({ key, label, types: [] }));
const groupOf = new Map<string, string>();
const labelOf = new Map<string, string>();

/** Take in the record's table of types. */
export function learn(meta: Meta): void {
  for (const type of meta.types) {
    const key = OF_TYPE[type.key] ?? OF_ACLED[type.group ?? ""] ?? "political";
    groupOf.set(type.key, key);
    labelOf.set(type.key, type.label);
    groups.find((group) => group.key === key)?.types.push(type);
  }
}

export function allGroups(): Group[] {
  return groups;
}

export function group(type: string): string {
  return groupOf.get(type) ?? "political";
}

export function label(type: string): string {
  return labelOf.get(type) ?? type.replaceAll("_", " ");
}

export function groupLabel(key: string): string {
  return (groups.find((one) => one.key === key)?.label ?? key).toLowerCase();
}

/** The CSS colour of a group; style.css has the values for light and dark. */
export function colour(key: string): string {
  return `var(--${key})`;
}

/** Sum counts of types by group, largest first. */
export function byGroup(types: Record<string, number>): [string, number][] {
  const sums = new Map<string, number>();
  for (const [type, count] of Object.entries(types)) sums.set(group(type), (sums.get(group(type)) ?? 0) + count);
  return [...sums].sort((a, b) => b[1] - a[1]);
}
