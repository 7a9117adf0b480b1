// Make the small outline of the world that exported HTML files draw: land at 1:110 million, one SVG path, degrees.
// Run by hand (`npm run outline`) when it should change; the result is kept with the Python package.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoEquirectangular, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const atlas = createRequire(import.meta.url).resolve("world-atlas/land-110m.json");
const land = JSON.parse(readFileSync(atlas, "utf8"));
// One unit is one degree; the origin is the north-west corner.
const plane = geoEquirectangular().scale(180 / Math.PI).translate([180, 90]).precision(0);
const path = geoPath(plane).digits(1)(feature(land, land.objects.land));
writeFileSync("../src/dateline/data/export/land.txt", `${path}\n`);
