import { defineConfig } from "vite";

// The page goes into the Python package; while developing, `npm run dev` asks a running `dateline serve` for data.
export default defineConfig({
  base: "/",
  publicDir: false,
  build: {
    outDir: "../src/dateline/serve/static",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  server: { proxy: { "/api": "http://127.0.0.1:8765", "/boundaries.json": "http://127.0.0.1:8765" } },
});
