// Prepare the base map at build time: Natural Earth's countries (public domain, through npm's world-atlas),
// cut at the antimeridian so that no polygon streaks across the map, simplified, and with a point for each label.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea, geoCentroid, geoEquirectangular } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, quantile, simplify } from "topojson-simplify";

const atlas = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
const source = JSON.parse(readFileSync(atlas, "utf8"));

// Degrees in, degrees out: the projection only serves to clip at 180 degrees. precision(0): no points are added.
const plane = geoEquirectangular().scale(180 / Math.PI).translate([0, 0]).precision(0).reflectY(true);

// A third of the points draw the world well up to zoom 7; the rest would only be transferred.
const KEPT = 0.3;
const GRID = 3e4;

/** The middle of a country's largest part, for a label: Alaska must not pull that of the United States. */
function middle(shape) {
  const parts = shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates;
  const areas = parts.map((coordinates) => ({ type: "Polygon", coordinates }));
  areas.sort((a, b) => geoArea(b) - geoArea(a));
  return geoCentroid(areas[0]).map((degree) => Math.round(degree * 100) / 100);
}

const countries = feature(source, source.objects.countries).features.map((country) => {
  const cut = geoProject(country, plane);
  return { ...cut, id: country.id, properties: { name: country.properties.name, at: middle(country.geometry) } };
});
let world = presimplify(topology({ countries: { type: "FeatureCollection", features: countries } }));
world = quantize(simplify(world, quantile(world, KEPT)), GRID);

mkdirSync("world", { recursive: true });
writeFileSync("world/world.json", JSON.stringify(world));
