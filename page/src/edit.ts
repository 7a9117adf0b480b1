// Corrections by hand, when the record is served with --edit: set a cell, merge, split, note; each with a reason.

import { post, type Detail, type Problem } from "./api";
import { h } from "./dom";
import { tame } from "./words";

// What can be set, with an example in the shape of the export; a bare word is taken for text.
const CELLS: [string, string, string][] = [
  ["type", "Type", "attack"],
  ["status", "Status", "happened"],
  ["standing", "Standing", "corroborated"],
  ["summary", "Summary", "One sentence."],
  ["date", "Date", '{"start": "2026-03-01"}'],
  ["place", "Place", '{"name": "Taiz", "country": "YE", "lat": 13.58, "lon": 44.02, "precision": "settlement"}'],
  ["actors", "Actors", '[{"name": "Gunmen"}]'],
  ["targets", "Targets", '[{"name": "Passengers"}]'],
  ["figures", "Figures", '[{"kind": "killed", "low": 4, "high": 6}]'],
];

/** Read JSON; what is none is text. */
function valueOf(words: string): unknown {
  try {
    return words.trim() === "" ? null : JSON.parse(words);
  } catch {
    return words.trim();
  }
}

/** Return the forms; `done` is called when the record has changed. */
export function forms(event: Detail, done: (id: string) => void): HTMLElement {
  const root = h("section", { class: "edit", "aria-label": "Corrections" }, h("h3", {}, "Correct"));
  const by = labelled("Your name", h("input", { type: "text", name: "by", required: true, maxlength: 80 }));
  const name = by.querySelector("input") as HTMLInputElement;
  name.value = localStorage.getItem("dateline-name") ?? "";
  name.addEventListener("change", () => localStorage.setItem("dateline-name", name.value));
  const form = (words: string, path: string, fields: HTMLElement[], body: (data: FormData) => object) => {
    const say = h("p", { class: "say", role: "status" });
    const reason = labelled("Reason", h("input", { type: "text", name: "reason", required: true, maxlength: 500 }));
    const element = h("form", {}, ...fields, reason, h("button", { type: "submit" }, words), say);
    element.addEventListener("submit", (submitted) => {
      submitted.preventDefault();
      const data = new FormData(element);
      const common = { by: name.value.trim() || "page", reason: String(data.get("reason")) };
      post<{ event: string | null }>(path, { ...common, ...body(data) }).then(
        (answer) => done(answer.event ?? ""),
        (problem: Problem) => (say.textContent = problem.message),
      );
    });
    return h("details", {}, h("summary", {}, words), element);
  };
  const choice = h("select", { name: "cell" }, ...CELLS.map(([key, words]) => h("option", { value: key }, words)));
  const value = h("input", { type: "text", name: "value", maxlength: 2000, placeholder: CELLS[0]?.[2] });
  choice.addEventListener("change", () => (value.placeholder = CELLS.find(([key]) => key === choice.value)?.[2] ?? ""));
  const at = `events/${event.id}`;
  root.append(
    by,
    form("Set a cell", `${at}/set`, [labelled("Cell", choice), labelled("Value (empty: not known)", value)], (d) => ({ cell: d.get("cell"), value: valueOf(String(d.get("value"))) })),
    form("Merge with another event", `${at}/merge`, [labelled("Its id", h("input", { type: "text", name: "other", required: true, pattern: "[a-z]+-[0-9a-z]+" }))], (d) => ({ other: d.get("other") })),
    form("Split off mentions", `${at}/split`, [mentions(event)], (d) => ({ mentions: d.getAll("mention") })),
    form("Drop: this is no event", `${at}/drop`, [], () => ({})),
    form("Add a note", `${at}/note`, [], () => ({})),
  );
  return root;
}

function mentions(event: Detail): HTMLElement {
  const rows = event.passages.map((p) => {
    const box = h("input", { type: "checkbox", name: "mention", value: p.mention, id: `split-${p.mention}` });
    return h("label", { for: box.id }, box, tame(`${p.report.outlet ?? ""}: ${p.text.slice(0, 60)}…`));
  });
  return h("fieldset", {}, h("legend", {}, "Mentions of another happening"), ...rows);
}

function labelled(words: string, input: HTMLInputElement | HTMLSelectElement): HTMLElement {
  return h("label", { class: "field" }, h("span", {}, words), input);
}
