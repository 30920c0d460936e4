// The review without round trips that show: links and forms of the page are fetched, its parts put in place of the old
// ones, panes stay where they were scrolled. Every link and form does the same without this file.
import { keysAreOn } from "./keys.js";

const main = document.getElementById("main");
const find = (selector) => main.querySelector(selector);
const all = (selector) => main.querySelectorAll(selector);

// Lighting: a value in the draft, its characters in the document, its finding.

const refsOf = (element) => element?.dataset.ref?.split(" ") ?? [];
const bearing = (ref) => all(`[data-ref~="${CSS.escape(ref)}"]`);

function light(element) {
  for (const lit of all(".m-on")) lit.classList.remove("m-on");
  const own = element?.closest("[data-pane]");
  const seen = new Set();
  for (const ref of refsOf(element)) {
    for (const other of bearing(ref)) {
      other.classList.add("m-on");
      const pane = other.closest("[data-pane]");
      if (pane && pane !== own && !seen.has(pane)) {
        seen.add(pane);
        bring(pane, other);
      }
    }
  }
}

// Scroll a pane, never the page; a pane that shows everything has nothing to scroll.
function bring(pane, element) {
  if (pane.scrollHeight <= pane.clientHeight) return;
  const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
  const margin = outer.height / 5;
  if (inner.top >= outer.top + margin && inner.bottom <= outer.bottom - margin) return;
  pane.scrollTop += inner.top - outer.top - outer.height / 3;
}

let waiting = 0;
main.addEventListener("pointerover", (event) => {
  const element = event.target.closest("[data-ref]");
  clearTimeout(waiting);
  waiting = setTimeout(() => light(element), 90);
});
main.addEventListener("focusin", (event) => light(event.target.closest("[data-ref]") ?? find(`li:has(:focus)[data-ref]`)));

// Following: fetch a page of this review and put its parts in place.

const PATH = location.pathname;
let asked = 0;

async function load(address, options, push = true) {
  const turn = ++asked;
  const busy = setTimeout(() => find("#review")?.setAttribute("aria-busy", "true"), 300);
  let response;
  let text;
  try {
    response = await fetch(address, { ...options, credentials: "same-origin" });
    text = await response.text();
  } catch {
    return location.reload();
  } finally {
    clearTimeout(busy);
  }
  if (turn !== asked) return;
  const landed = new URL(response.url);
  const page = new DOMParser().parseFromString(text, "text/html");
  if (!page.getElementById("main") || (!page.getElementById("review") && response.ok)) {
    return location.assign(response.url);
  }
  if (landed.pathname === PATH && push) history.pushState(null, "", landed.pathname + landed.search);
  show(page);
}

function show(page) {
  const kept = Object.fromEntries([...all("[data-pane]")].map((pane) => [pane.id, pane.scrollTop]));
  const before = find(".doc .now")?.dataset.items;
  const opened = new Set([...all("details[open][id]")].map((each) => each.id));
  const said = find(".said");
  const next = page.getElementById("main");
  const fresh = next.querySelector(".said");
  document.title = page.title;
  // The region that speaks stays, so that what is put into it is read out.
  said.innerHTML = fresh.innerHTML;
  fresh.replaceWith(said);
  main.replaceChildren(...next.childNodes);
  for (const pane of all("[data-pane]")) pane.scrollTop = kept[pane.id] ?? 0;
  for (const id of opened) if (id !== "edit") find(`#${id}`)?.setAttribute("open", "");
  if (before !== find(".doc .now")?.dataset.items) find("#draft")?.scrollTo(0, 0);
  settle();
  if (document.activeElement === document.body) find("#draft-title")?.focus({ preventScroll: true });
}

// Where one looks after the page was put in place: at the clause, at the open form, else at the draft.
function settle() {
  find(".keys")?.removeAttribute("hidden");
  const [here, finding] = [find(".doc .now"), find(".findings > .now")];
  if (here) bring(find("#document"), here);
  if (finding) bring(find("#findings"), finding);
  const panel = find("#edit");
  if (panel) {
    const field = panel.querySelector("[autofocus]") ?? panel.querySelector("button");
    panel.scrollIntoView({ block: "nearest" });
    field?.focus({ preventScroll: true });
    field?.select?.();
  }
}

const isOurs = (address) => address.origin === location.origin && address.pathname === PATH;

main.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[href]");
  if (link) {
    const address = new URL(link.href);
    if (!isOurs(address) || link.target) return;
    const within = link.getAttribute("href").startsWith("#");
    const place = within && document.getElementById(decodeURIComponent(address.hash.slice(1)));
    // A part that is not shown (narrow screens) is opened by the address itself.
    if (within && !place?.closest("[data-pane] *")?.offsetParent) return;
    event.preventDefault();
    if (!within) return void load(address);
    light(place);
    bring(place.closest("[data-pane]"), place);
    place.querySelector("a, button")?.focus({ preventScroll: true });
    return;
  }
  // With the pointer, a paragraph and a tick of the ruler lead to their clause.
  const item = event.target.closest("[data-items]")?.dataset.items.split(" ")[0] ?? event.target.dataset?.item;
  const isReading = String(getSelection()) || event.target.closest(".doc .now");
  if (item && !isReading) go(item);
});

function go(item) {
  const address = new URL(location.href);
  address.hash = "";
  address.search = new URLSearchParams({ item, ...(address.searchParams.has("show") && { show: address.searchParams.get("show") }) });
  load(address);
}

// One act at a time: the next one needs the version that this one makes.
let isSending = false;
main.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.closest("#review") || form.method !== "post") return;
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  await load(form.action, { method: "POST", body: new FormData(form, event.submitter) });
  isSending = false;
});

addEventListener("popstate", () => load(location.href, undefined, false));

// Keys.

const press = (selector) => find(selector)?.click();

function findingAtHand() {
  const open = [...all("[data-finding]:not(.gone)")];
  return open.find((each) => each.contains(document.activeElement)) ?? open[0];
}

function nextFinding(step) {
  const own = [...all("[data-finding]:not(.gone)")];
  const at = own.findIndex((each) => each.contains(document.activeElement));
  const next = own[at + step];
  if (at + step >= 0 && next) {
    bring(find("#findings"), next);
    next.querySelector("a, button").focus({ preventScroll: true });
  } else press(step > 0 ? "[data-key=f]" : "[data-key=F]");
}

function step(by) {
  const values = [...all("#draft .draft .value")];
  const at = values.indexOf(document.activeElement);
  values[at < 0 ? 0 : (at + by + values.length) % values.length]?.focus();
}

// Escape takes back what was typed; pressed once more it leaves the form.
function leave(field) {
  if (field.closest("#edit") && field.value !== field.defaultValue && field.defaultValue !== undefined) field.value = field.defaultValue;
  else press("#edit [data-key=Escape]");
}

const KEYS = {
  j: () => press("[data-key=j]"),
  k: () => press("[data-key=k]"),
  e: () => step(0),
  f: () => nextFinding(1),
  F: () => nextFinding(-1),
  u: () => press("[data-key=u]"),
  1: () => findingAtHand()?.querySelector("[data-offer='1']")?.click(),
  2: () => findingAtHand()?.querySelector("[data-offer='2']")?.click(),
  3: () => findingAtHand()?.querySelector("[data-offer='3']")?.click(),
};

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === "Escape" && !event.isComposing && !target.closest("dialog, .menu[open]")) return leave(target);
  if (!keysAreOn(event)) return;
  const onControl = target.closest("a, button, summary");
  if (key === "Enter") {
    if (!onControl) press("[data-key=Enter]");
  } else if ((key === "ArrowDown" || key === "ArrowUp") && target.closest(".value")) {
    event.preventDefault();
    step(key === "ArrowDown" ? 1 : -1);
  } else if (KEYS[key]) {
    event.preventDefault();
    KEYS[key]();
  }
});

settle();
