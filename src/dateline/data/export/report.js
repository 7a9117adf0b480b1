// Filter the events of this file, and open the one whose dot is clicked. Everything is readable without this script.
const events = [...document.querySelectorAll("details[id]")];
const form = document.querySelector("form");
const count = document.querySelector("output");
form.hidden = false;
function sift() {
  const wanted = new FormData(form);
  const words = wanted.get("words").toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const event of events) {
    const text = event.textContent.toLowerCase();
    const fits = ["type", "status"].every((key) => !wanted.get(key) || event.dataset[key] === wanted.get(key));
    event.hidden = !fits || !words.every((word) => text.includes(word));
    shown += !event.hidden;
    const dot = document.querySelector(`circle[data-event="${event.id}"]`);
    if (dot) dot.style.display = event.hidden ? "none" : "";
  }
  count.textContent = `${shown} of ${events.length} events`;
}
form.addEventListener("input", sift);
form.addEventListener("submit", (submitted) => submitted.preventDefault());
document.querySelector("svg")?.addEventListener("click", (click) => {
  const event = document.getElementById(click.target.dataset.event ?? "");
  if (!event) return;
  event.open = true;
  event.scrollIntoView({ block: "start" });
});
sift();
