// The base map: countries and borders from the package, or the user's own boundaries. No tile server is asked.

import type { Feature, FeatureCollection, MultiLineString } from "geojson";
import L from "leaflet";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import address from "../world/world.json?url";

interface Land {
  name: string;
  at: [number, number];
}

type World = Topology<{ countries: GeometryCollection<Land> }>;

// Borders that states or peoples dispute are dashed. Natural Earth draws who controls the ground; that takes no side.
// ISO 3166-1 numbers, or the name where there is none.
const DISPUTED: [string, string][] = [
  ["643", "804"], // Russia and Ukraine (Crimea and the occupied regions)
  ["504", "732"], // Morocco and Western Sahara
  ["376", "275"], // Israel and Palestine
  ["376", "760"], // Israel and Syria (Golan)
  ["356", "586"], // India and Pakistan (Kashmir)
  ["356", "156"], // India and China
  ["729", "728"], // Sudan and South Sudan (Abyei)
  ["404", "728"], // Kenya and South Sudan (Ilemi)
  ["818", "729"], // Egypt and Sudan (Halayib)
];
const ALONE = new Set(["Somaliland", "Kosovo", "N. Cyprus", "Siachen Glacier"]);

/** Where each country's label stands, by ISO 3166-1 number. */
export const middles = new Map<string, L.LatLngTuple>();
const shapes = new Map<string, Feature>();

export function shape(numeric: string): Feature | undefined {
  return shapes.get(numeric);
}

/** Draw the world below everything else. */
export async function draw(map: L.Map, own: boolean): Promise<void> {
  const world = (await (await fetch(address)).json()) as World;
  const lands = feature(world, world.objects.countries) as FeatureCollection;
  for (const land of lands.features) {
    const { at } = land.properties as Land;
    if (land.id) {
      middles.set(String(land.id), [at[1], at[0]]);
      shapes.set(String(land.id), land);
    }
  }
  const renderer = L.canvas({ pane: "tilePane", padding: 0.5 });
  const base = { renderer, interactive: false, pane: "tilePane" };
  L.geoJSON(lands, { ...base, style: () => ({ stroke: false, fillColor: css("--land"), fillOpacity: 1 }) }).addTo(map);
  if (own) {
    const bounds = (await (await fetch("/boundaries.json")).json()) as FeatureCollection;
    L.geoJSON(bounds, { ...base, style: () => ({ weight: 0.8, color: css("--border"), fill: false }) }).addTo(map);
    return;
  }
  const sure = mesh(world, world.objects.countries as never, (a, b) => !unsettled(a, b));
  const unsure = mesh(world, world.objects.countries as never, (a, b) => a !== b && unsettled(a, b));
  L.geoJSON(sure as MultiLineString, { ...base, style: () => ({ weight: 0.7, color: css("--border") }) }).addTo(map);
  L.geoJSON(unsure as MultiLineString, { ...base, style: () => ({ weight: 1.1, color: css("--border"), dashArray: "3 4" }) }).addTo(map);
}

function unsettled(a: unknown, b: unknown): boolean {
  const [one, other] = [a, b] as { id?: string; properties?: { name?: string } }[];
  if (a === b) return false;
  if (ALONE.has(one?.properties?.name ?? "") || ALONE.has(other?.properties?.name ?? "")) return true;
  const [x, y] = [String(one?.id), String(other?.id)];
  return DISPUTED.some(([c, d]) => (c === x && d === y) || (c === y && d === x));
}

export function css(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}
