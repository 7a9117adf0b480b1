// The spots of the map by keyboard: one stop for Tab; arrows go to the nearest spot that way; Enter does what a click does.

type Way = [number, number];

const WAYS: Record<string, Way> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
// How much straying from the way counts against getting on in it.
const ASIDE = 2;

let pane: HTMLElement;
let frame: HTMLElement;

export function attach(markers: HTMLElement, around: HTMLElement): void {
  [pane, frame] = [markers, around];
  pane.setAttribute("role", "group");
  pane.setAttribute("aria-label", "Spots on the map. Arrow keys go from one to another.");
  pane.addEventListener("keydown", press);
}

/** Make a marker a button with words. */
export function name(element: HTMLElement | undefined, words: string): void {
  if (!element) return;
  element.tabIndex = -1;
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", words);
}

export function held(): boolean {
  return pane.contains(document.activeElement);
}

/** Let Tab stop at the spot nearest to the middle of the map; take the focus there if a spot had it before the map was drawn anew. */
export function rove(focus: boolean): void {
  const box = frame.getBoundingClientRect();
  const nearest = closest(box.left + box.width / 2, box.top + box.height / 2, all());
  if (nearest) stop(nearest, focus);
}

function all(): HTMLElement[] {
  return [...pane.querySelectorAll<HTMLElement>("[role=button]")];
}

function middle(element: HTMLElement): Way {
  const box = (element.firstElementChild ?? element).getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

function closest(x: number, y: number, spots: HTMLElement[]): HTMLElement | undefined {
  const far = (spot: HTMLElement) => Math.hypot(middle(spot)[0] - x, middle(spot)[1] - y);
  const sizes = new Map(spots.map((spot) => [spot, far(spot)]));
  return spots.sort((a, b) => (sizes.get(a) ?? 0) - (sizes.get(b) ?? 0))[0];
}

function stop(spot: HTMLElement, focus: boolean): void {
  for (const other of all()) other.tabIndex = other === spot ? 0 : -1;
  if (focus) spot.focus({ preventScroll: true });
}

function press(event: KeyboardEvent): void {
  const here = (event.target as HTMLElement).closest<HTMLElement>("[role=button]");
  if (!here) return;
  const way = WAYS[event.key];
  if (way) stop(next(here, way) ?? here, true);
  else if (event.key === "Enter" || event.key === " ") here.click();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The nearest spot in sight that way. */
function next(here: HTMLElement, [right, down]: Way): HTMLElement | undefined {
  const [x, y] = middle(here);
  const box = frame.getBoundingClientRect();
  let best: [number, HTMLElement] | undefined;
  for (const spot of all()) {
    const [a, b] = middle(spot);
    if (a < box.left || a > box.right || b < box.top || b > box.bottom) continue;
    const [on, aside] = right ? [(a - x) * right, Math.abs(b - y)] : [(b - y) * down, Math.abs(a - x)];
    const cost = on + ASIDE * aside;
    if (on > 0.5 && (!best || cost < best[0])) best = [cost, spot];
  }
  return best?.[1];
}
