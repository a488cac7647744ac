"use strict";
// What every page does: times in the reader's own zone, filters that apply themselves, parts that are fetched anew.
const Gongkai = {
  /** Show times where the reader is; the page has them in UTC. */
  localTimes(root) {
    const two = (value) => String(value).padStart(2, "0");
    for (const element of root.querySelectorAll("time[datetime]")) {
      const at = new Date(element.dateTime);
      element.textContent = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
    }
  },

  /** Fetch this page again and put parts of it, by id, in the place of those that are shown; say whether it came. */
  async refresh(...names) {
    const wanted = location.href;
    const text = await fetch(wanted, { headers: { Accept: "text/html" } })
      .then((answer) => (answer.ok && !answer.redirected ? answer.text() : null), () => null);
    if (text === null || location.href !== wanted) return false; // what is shown stays; or a later search asks for itself
    const fresh = new DOMParser().parseFromString(text, "text/html");
    for (const name of names) {
      const [old, made] = [document.getElementById(name), fresh.getElementById(name)];
      if (!old || !made || old.contains(document.activeElement)) continue;
      Gongkai.localTimes(made);
      old.replaceWith(document.adoptNode(made));
    }
    document.dispatchEvent(new Event("gongkai:refreshed"));
    return true;
  },

  /** Say something to a screen reader. */
  announce(text) {
    document.getElementById("live").textContent = text;
  },

  number(value) {
    return value === null ? "–" : value.toLocaleString("en-US");
  },
};

/** Let the list follow what is typed into a form's search after a short pause; the first letter is one step of the way back. */
function follow(form) {
  const search = form.querySelector("input[type=search]");
  const PAUSE = 350;
  let waiting, shown = location.pathname + location.search, stepped = false;

  async function go() {
    const asked = new URLSearchParams(new FormData(form)).toString();
    const address = form.getAttribute("action") + (asked ? `?${asked}` : "");
    if (address === shown) return;
    history[stepped ? "replaceState" : "pushState"](null, "", address);
    stepped = true;
    shown = location.pathname + location.search;
    if (await Gongkai.refresh("head", "clear", "tools", "list")) Gongkai.announce(document.querySelector("#head .count")?.textContent ?? "");
  }

  const later = () => { clearTimeout(waiting); waiting = setTimeout(go, PAUSE); };
  search?.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  search?.addEventListener("compositionend", later);
  form.addEventListener("submit", () => clearTimeout(waiting));
  addEventListener("popstate", () => { if (location.pathname + location.search !== shown) location.reload(); });
}

Gongkai.localTimes(document);

for (const form of document.querySelectorAll("form[data-live]")) {
  const button = form.querySelector("[data-apply]");
  if (button) button.hidden = true;
  form.addEventListener("change", (event) => { if (event.target.type !== "search") form.requestSubmit(); });
  follow(form);
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, [contenteditable]");
  if (event.key !== "/" || typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("main input[type=search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
  search.select();
});
