// The map. Towns are dots, regions are dashed rings, and an event known only by country is a label on that country.

import L from "leaflet";
import { aborted, get, type Cell, type Detail, type Nation } from "./api";
import { byId, h } from "./dom";
import { lack } from "./filters";
import { open } from "./list";
import { byGroup, colour, group, groupLabel } from "./palette";
import * as spots from "./spots";
import { change, filterQuery, state, type State } from "./state";
import { plural, short } from "./words";
import * as world from "./world";

// From this zoom on only what is in sight is asked for; above it one answer serves the whole world.
const WORLD_ZOOM = 4;
const DEEPEST = 12;
const PAUSE = 120;
const HOME: L.LatLngTuple = [18, 20];
// How near a map comes to the events by itself: a country fills it.
const NEAR = 6;
// How far, in pixels, and in how many directions a free place is looked for beside a town.
const FARTHEST = 60;
const TURNS = 16;

let map: L.Map;
let marks: L.LayerGroup;
let picked: L.LayerGroup;
let box: L.Rectangle | null = null;
let request: AbortController | null = null;
let shown = "";
let drawing = false;
// Whether the map is still where it stands before anybody has looked at it.
let fresh = false;
let unplaced: HTMLButtonElement;
let drawButton: HTMLButtonElement;

export function start(): void {
  const [lat, lon, zoom] = (state().map || "").split(",").map(Number);
  const placed = [lat, lon, zoom].every((part) => Number.isFinite(part));
  fresh = !placed && !state().event;
  map = L.map("map", {
    center: placed ? [lat as number, lon as number] : HOME,
    zoom: placed ? (zoom as number) : narrow() ? 1 : 2,
    minZoom: 1,
    maxZoom: DEEPEST,
    maxBounds: [[-88, -200], [88, 200]],
    maxBoundsViscosity: 0.9,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    attributionControl: false,
  });
  byId("map").setAttribute("aria-label", "Map. Arrow keys move it, plus and minus zoom, Tab goes to its spots.");
  byId("map").setAttribute("role", "region");
  L.control.attribution({ prefix: false }).addAttribution("Borders: Natural Earth, as controlled on the ground; disputed ones dashed").addTo(map);
  marks = L.layerGroup().addTo(map);
  picked = L.layerGroup().addTo(map);
  spots.attach(map.getPane("markerPane") as HTMLElement, byId("map"));
  tools();
  let timer = 0;
  map.on("moveend", () => {
    const at = map.getCenter().wrap();
    change({ map: `${at.lat.toFixed(2)},${at.lng.toFixed(2)},${map.getZoom()}` }, true);
    clearTimeout(timer);
    timer = window.setTimeout(() => void draw(), PAUSE);
  });
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(byId("map"));
}

function narrow(): boolean {
  return matchMedia("(max-width: 720px)").matches;
}

/** Draw the base map; it may come after the events. */
export async function ground(own: boolean): Promise<void> {
  await world.draw(map, own);
  shown = "";
  await draw();
}

function tools(): void {
  const area = h("button", { type: "button", title: "Drag a rectangle to keep the events inside it" }, "Draw area");
  area.setAttribute("aria-pressed", "false");
  area.addEventListener("click", () => arm(!drawing));
  drawButton = area;
  const view = h("button", { type: "button", onclick: () => change({ bbox: corners(map.getBounds()), placed: "" }) }, "Only this view");
  unplaced = h("button", { type: "button", class: "unplaced" });
  unplaced.addEventListener("click", () => change(lack("placed", state().placed !== "no")));
  const bar = h("div", { class: "maptools" }, area, view, unplaced);
  L.DomEvent.disableClickPropagation(bar);
  byId("map").append(bar);
  byId("map").addEventListener("pointerdown", drag, { capture: true });
}

function arm(on: boolean): void {
  drawing = on;
  drawButton.setAttribute("aria-pressed", String(on));
  byId("map").classList.toggle("drawing", on);
  if (on) map.dragging.disable();
  else map.dragging.enable();
}

/** Follow a pointer from one corner of the area to the other. */
function drag(down: PointerEvent): void {
  if (!drawing || (down.target as Element).closest(".maptools, .leaflet-control")) return;
  down.preventDefault();
  down.stopPropagation();
  const root = byId("map");
  const from = map.mouseEventToLatLng(down);
  const frame = L.rectangle(L.latLngBounds(from, from), { className: "frame", interactive: false }).addTo(map);
  const move = (event: PointerEvent) => frame.setBounds(L.latLngBounds(from, map.mouseEventToLatLng(event)));
  const up = (event: PointerEvent) => {
    root.removeEventListener("pointermove", move);
    frame.remove();
    arm(false);
    const bounds = L.latLngBounds(from, map.mouseEventToLatLng(event));
    if (!bounds.getSouthWest().equals(bounds.getNorthEast())) change({ bbox: corners(bounds), placed: "" });
  };
  root.addEventListener("pointermove", move);
  root.addEventListener("pointerup", up, { once: true });
}

function corners(bounds: L.LatLngBounds): string {
  const [south, north] = [Math.max(-90, bounds.getSouth()), Math.min(90, bounds.getNorth())];
  if (bounds.getEast() - bounds.getWest() >= 360) return [-180, south.toFixed(2), 180, north.toFixed(2)].join(",");
  const turn = (lon: number) => L.latLng(0, lon).wrap().lng.toFixed(2);
  return [turn(bounds.getWest()), south.toFixed(2), turn(bounds.getEast()), north.toFixed(2)].join(",");
}

/** Show the events under the filter; those without a place are counted in the corner. */
export function show(now: State, without: number): void {
  unplaced.textContent = `${plural(without, "event")} without a place`;
  unplaced.hidden = without === 0 && now.placed !== "no";
  unplaced.setAttribute("aria-pressed", String(now.placed === "no"));
  frameOf(now);
  void draw();
}

function frameOf(now: State): void {
  box?.remove();
  box = null;
  const [west, south, east, north] = now.bbox.split(",").map(Number);
  if (west === undefined || south === undefined || east === undefined || north === undefined) return;
  const right = west > east ? east + 360 : east;
  box = L.rectangle([[south, west], [north, right]], { className: "frame", interactive: false }).addTo(map);
}

async function draw(): Promise<void> {
  const zoom = map.getZoom();
  const wanted = filterQuery({ ...state(), bbox: zoom > WORLD_ZOOM ? corners(map.getBounds().pad(0.5)) : "" });
  const query = `map?zoom=${zoom}&${zoom > WORLD_ZOOM ? "inside=yes&" : ""}${wanted}`;
  if (query === shown) return;
  request?.abort();
  request = new AbortController();
  try {
    const found = await get<{ cells: Cell[]; countries: Nation[] }>(query, request.signal);
    shown = query;
    const held = spots.held();
    marks.clearLayers();
    for (const nation of found.countries) country(nation);
    for (const cell of apart(found.cells)) spot(cell);
    spots.rove(held);
    if (fresh) approach(found.cells);
    fresh = false;
  } catch (error) {
    if (!aborted(error)) marks.clearLayers();
  }
}

interface Spot {
  cell: Cell;
  at: L.Point;
}

/** Come nearer where all events lie close together; where they lie all over the world, stay. */
function approach(cells: readonly Cell[]): void {
  const bounds = L.latLngBounds([]);
  for (const { box: [west, south, east, north] } of cells) bounds.extend([south, west]).extend([north, east]);
  if (bounds.isValid() && map.getBoundsZoom(bounds.pad(0.2)) > map.getZoom()) map.fitBounds(bounds.pad(0.2), { maxZoom: NEAR, animate: false });
}

/** Join clusters that would cover each other: towns with towns, areas with areas. The larger takes in the smaller. */
function apart(cells: Cell[]): Cell[] {
  const kept: Spot[] = [];
  for (const cell of [...cells].sort((a, b) => b.count - a.count)) {
    const at = map.latLngToContainerPoint([cell.lat, cell.lon]);
    const host = kept.find((other) => other.cell.exact === cell.exact && other.at.distanceTo(at) < (size(other.cell) + size(cell)) / 2.2);
    if (host) host.cell = joined(host.cell, cell);
    else kept.push({ cell, at });
  }
  return kept.map((spot) => aside(spot, kept)).reverse();
}

/** Move an area that a town would cover, or be covered by, to the nearest free place: it is known no better than that. */
function aside(spot: Spot, all: readonly Spot[]): Cell {
  const towns = all.filter((other) => other.cell.exact);
  const free = (at: L.Point): boolean => towns.every((town) => town.at.distanceTo(at) >= near(town.cell, spot.cell));
  if (spot.cell.exact || free(spot.at)) return spot.cell;
  for (let far = 4; far <= FARTHEST; far += 4)
    for (let turn = 0; turn < TURNS; turn++) {
      const angle = (2 * Math.PI * turn) / TURNS;
      const at = spot.at.add([far * Math.cos(angle), far * Math.sin(angle)]);
      if (!free(at)) continue;
      const { lat, lng } = map.containerPointToLatLng(at);
      return { ...spot.cell, lat, lon: lng };
    }
  return spot.cell;
}

/** The pixels between the middles of two spots that touch each other. */
function near(a: Cell, b: Cell): number {
  return (size(a) + size(b)) / 2 + 1;
}

function joined(a: Cell, b: Cell): Cell {
  const count = a.count + b.count;
  const types = { ...a.types };
  for (const [type, number] of Object.entries(b.types)) types[type] = (types[type] ?? 0) + number;
  const box: Cell["box"] = [Math.min(a.box[0], b.box[0]), Math.min(a.box[1], b.box[1]), Math.max(a.box[2], b.box[2]), Math.max(a.box[3], b.box[3])];
  const mean = (x: number, y: number) => (x * a.count + y * b.count) / count;
  return { ...a, lat: mean(a.lat, b.lat), lon: mean(a.lon, b.lon), box, count, types, id: null };
}

/** The diameter of a spot in pixels: it grows with the logarithm, so that a thousand do not cover a continent. */
function size(cell: Cell): number {
  return cell.count === 1 ? 15 : Math.min(42, 19 + 3.5 * Math.log2(cell.count));
}

function spot(cell: Cell): void {
  const across = size(cell);
  const [first] = byGroup(cell.types);
  const face = h("div", { class: `spot ${cell.exact ? "exact" : "area"}${cell.count > 1 ? " many" : ""}` });
  face.style.width = face.style.height = `${across}px`;
  if (cell.count > 1) {
    face.style.setProperty("--ring", ring(cell.types));
    face.append(h("span", {}, short(cell.count)));
  } else face.style.setProperty("--ring", colour(first?.[0] ?? "political"));
  face.title = told(cell.count, cell.types) + (cell.exact ? "" : ", known by region or district");
  const icon = L.divIcon({ html: face, className: "", iconSize: [across, across] });
  const marker = L.marker([cell.lat, cell.lon], { icon, keyboard: false, riseOnHover: true });
  marker.on("click", () => choose(cell)).addTo(marks);
  spots.name(marker.getElement(), face.title);
}

/** One event opens; several are zoomed into, or, at one and the same spot, listed. */
function choose(cell: Cell): void {
  if (cell.id) return open(cell.id);
  const [west, south, east, north] = cell.box;
  const bounds = L.latLngBounds([south, west], [north, east]);
  if (map.getZoom() < DEEPEST && (north - south > 1e-3 || east - west > 1e-3)) map.fitBounds(bounds.pad(0.3), { maxZoom: DEEPEST });
  else change({ bbox: [west - 0.005, south - 0.005, east + 0.005, north + 0.005].map((n) => n.toFixed(3)).join(","), placed: "" });
}

function country(nation: Nation): void {
  const at = world.middles.get(nation.numeric ?? "");
  if (!at) return;
  const land = world.shape(nation.numeric ?? "");
  if (land) L.geoJSON(land, { interactive: false, style: () => ({ className: "nation", weight: 1 }) }).addTo(marks);
  const face = h("div", { class: "nationlabel", title: `${told(nation.count, nation.types)}, known by country only` }, `${nation.name} `, h("b", {}, short(nation.count)));
  const icon = L.divIcon({ html: face, className: "", iconSize: [0, 0] });
  const marker = L.marker(at, { icon, keyboard: false, zIndexOffset: 500 });
  marker.on("click", () => change({ place: nation.name })).addTo(marks);
  spots.name(marker.getElement(), `${nation.name}, ${face.title}`);
}

function told(count: number, types: Record<string, number>): string {
  return `${plural(count, "event")}: ${byGroup(types).map(([key, n]) => `${n} ${groupLabel(key)}`).join(", ")}`;
}

/** The ring of a cluster: its groups as slices. */
function ring(types: Record<string, number>): string {
  const sums = byGroup(types);
  const total = sums.reduce((sum, [, count]) => sum + count, 0);
  let from = 0;
  const slices = sums.map(([key, count]) => {
    const to = from + (360 * count) / total;
    const slice = `${colour(key)} ${from}deg ${to}deg`;
    from = to;
    return slice;
  });
  return `conic-gradient(${slices.join(", ")})`;
}

/** Ring the event that is open, and bring it into sight. */
export function pick(event: Detail | null): void {
  picked.clearLayers();
  const site = event?.place;
  if (!event || !site || site.lat === null || site.lon === null || site.precision === "country") return;
  const face = h("div", { class: "picked" });
  face.style.setProperty("--ring", colour(group(event.type)));
  const icon = L.divIcon({ html: face, className: "", iconSize: [30, 30] });
  L.marker([site.lat, site.lon], { icon, keyboard: false, interactive: false, zIndexOffset: 1000 }).addTo(picked);
  if (!map.getBounds().pad(-0.05).contains([site.lat, site.lon])) map.panTo([site.lat, site.lon]);
}

/** Colours of the base map are drawn into a canvas, so a change of theme draws it anew. */
export async function repaint(own: boolean): Promise<void> {
  map.eachLayer((layer) => {
    if (layer.options.pane === "tilePane") layer.remove();
  });
  await ground(own);
}

