// Dialogs and menus. A control with data-opens names the dialog it opens; without script it stays hidden.
for (const control of document.querySelectorAll("[data-opens]")) {
  control.hidden = false;
  control.addEventListener("click", () => document.getElementById(control.dataset.opens).showModal());
}

// A menu (details) closes on Escape, on a click elsewhere, and when the focus leaves it.
const openMenus = () => document.querySelectorAll(".menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("focusin", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
