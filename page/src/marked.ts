// Text with stretches marked: evidence in a passage, layers in a report. Overlaps are cut at every border.

import { h } from "./dom";
import { cutter } from "./words";

export interface Stretch {
  kind: string;
  start: number;
  end: number;
  /** What a reader hears or sees on pointing at it. */
  title?: string;
  /** Where a click leads. */
  open?: () => void;
}

/** Return the pieces of a text; each carries the classes of all stretches that cover it. */
export function marked(text: string, stretches: readonly Stretch[]): Node[] {
  const slice = cutter(text);
  const length = Array.from(text).length;
  const borders = new Set([0, length]);
  for (const { start, end } of stretches) {
    borders.add(Math.min(start, length));
    borders.add(Math.min(end, length));
  }
  const cuts = [...borders].sort((a, b) => a - b);
  const starts = [...stretches].sort((a, b) => a.start - b.start);
  const nodes: Node[] = [];
  let open: Stretch[] = [];
  let next = 0;
  for (let place = 0; place + 1 < cuts.length; place++) {
    const [start, end] = [cuts[place] as number, cuts[place + 1] as number];
    while (next < starts.length && (starts[next] as Stretch).start <= start) open.push(starts[next++] as Stretch);
    open = open.filter((stretch) => stretch.end > start);
    nodes.push(piece(slice(start, end), open));
  }
  return nodes;
}

function piece(words: string, over: readonly Stretch[]): Node {
  if (over.length === 0) return document.createTextNode(words);
  const top = [...over].sort((a, b) => a.end - a.start - (b.end - b.start))[0] as Stretch;
  const title = [...new Set(over.map((stretch) => stretch.title).filter(Boolean))].join(" · ");
  const classes = over.map((stretch) => `m-${stretch.kind}`).join(" ");
  const mark = h("mark", { class: classes, title: title || null }, words);
  if (top.open) {
    mark.classList.add("link");
    mark.addEventListener("click", top.open);
  }
  return mark;
}
