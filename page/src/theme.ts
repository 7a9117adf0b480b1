// Dark or light: as the system says until the person chooses.

import { byId, h } from "./dom";

const STORED = "dateline-theme";
let tell: () => void = () => undefined;
let button: HTMLButtonElement;

export function start(changed: () => void): void {
  tell = changed;
  const chosen = localStorage.getItem(STORED);
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  button = h("button", { type: "button", id: "theme", onclick: turn });
  byId("tools").append(button);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    name();
    tell();
  });
  name();
}

export function turn(): void {
  const next = dark() ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem(STORED, next);
  name();
  tell();
}

function dark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function name(): void {
  button.textContent = dark() ? "Light" : "Dark";
  button.setAttribute("aria-label", dark() ? "Switch to light colours" : "Switch to dark colours");
}
