// Single keys: "/" goes to the search, "?" lists the shortcuts. Off inside fields, and off for whoever says so.
// Pages with keys of their own ask `keysAreOn` before they act.
const STORE = "duban.keys";
const help = document.getElementById("keys");
const box = document.querySelector("[data-keys-switch]");

export function keysAreOn(event) {
  const { target } = event;
  const typing = target.isContentEditable || target.closest("input, select, textarea, dialog");
  return localStorage.getItem(STORE) !== "off" && !typing && !event.ctrlKey && !event.altKey && !event.metaKey;
}

if (box) {
  box.checked = localStorage.getItem(STORE) !== "off";
  box.addEventListener("change", () => localStorage.setItem(STORE, box.checked ? "on" : "off"));
}

document.addEventListener("keydown", (event) => {
  if (!keysAreOn(event)) return;
  const search = document.querySelector("input[type=search]");
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "?" && help) {
    event.preventDefault();
    help.showModal();
  }
});
