// The theme switch without a reload: the form is still what stores the choice.
const form = document.querySelector("[data-theme-switch]");
const night = document.getElementById("dark");
const MEDIA = { dark: "screen", light: "not all", "": "screen and (prefers-color-scheme: dark)" };

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const choice = event.submitter.value;
  night.media = MEDIA[choice];
  document.documentElement.dataset.theme = choice;
  for (const button of form.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === choice));
  }
  const body = new FormData(form);
  body.set("theme", choice);
  fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true });
});
