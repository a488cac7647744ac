"use strict";
// Filters over the cells, keys, theme. Everything that matters is in the page without it.
(function () {
  const MOST = 200;
  const form = document.getElementById("filters");
  const theme = document.getElementById("theme");

  theme.hidden = false;
  theme.addEventListener("click", () => {
    const dark = getComputedStyle(document.documentElement).getPropertyValue("--dark").trim() === "1";
    document.documentElement.dataset.theme = dark ? "light" : "dark";
  });
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });
  if (!form) return;

  const entries = [...document.querySelectorAll("#entries .entry")].map((element) => ({
    element,
    get text() { return (this.lower ??= element.textContent.toLowerCase()); },
    get answers() { return (this.given ??= [...element.querySelectorAll(".answer")].map((row) => row.dataset)); },
  }));
  const groups = [...document.querySelectorAll("#entries > .entry-group")].map((element) => ({
    element, count: element.querySelector(".count"), more: element.querySelector(".more"),
    entries: [...element.querySelectorAll(".entry")],
  }));
  const FEW = 20;
  const selects = [...form.querySelectorAll("select")];
  const search = document.getElementById("filter-search");
  const island = document.getElementById("rest-cells");
  const place = document.getElementById("rest");
  const BY_ANSWER = ["reader", "outcome", "status"];
  const ERRORS = ["wrong", "missed", "invented", "misplaced"];
  let rest;

  function wanted() {
    const chosen = { search: search.value.trim().toLowerCase() };
    for (const select of selects) if (select.value) chosen[select.dataset.filter] = select.value;
    return chosen;
  }

  /** True where one answer is of the reader, the outcome and the status that are asked for. */
  function answers(chosen, judged) {
    if (!BY_ANSWER.some((key) => chosen[key])) return true;
    return judged.answers.some((answer) => {
      if (chosen.reader && answer.reader !== chosen.reader) return false;
      if (chosen.status && answer.status !== chosen.status) return false;
      if (chosen.outcome === "silent") return answer.silent !== undefined;
      if (chosen.outcome === "error") return ERRORS.includes(answer.outcome);
      return !chosen.outcome || answer.outcome === chosen.outcome;
    });
  }

  function plain(chosen, data) {
    return Object.entries(chosen).every(([key, value]) => key === "search" || BY_ANSWER.includes(key) || data[key] === value);
  }

  function show() {
    const chosen = wanted();
    let count = 0;
    for (const entry of entries) {
      const fits = plain(chosen, entry.element.dataset) && answers(chosen, entry) && (!chosen.search || entry.text.includes(chosen.search));
      if (entry.element.hidden === fits) entry.element.hidden = !fits;
      if (fits) count += 1;
    }
    const asked = Object.values(chosen).some(Boolean);
    for (const group of groups) showGroup(group, asked);
    const others = island && asked ? showRest(chosen) : hideRest();
    document.getElementById("shown").textContent =
      `${count} of ${entries.length} shown` + (others ? `; and ${others} other cells below` : "");
  }

  /** A group says how many of its entries fit; folded ones that are asked for are unfolded where they are few. */
  function showGroup({ element, count, more, entries: all }, asked) {
    const fitting = all.filter((entry) => !entry.hidden);
    element.hidden = !fitting.length;
    count.textContent = fitting.length === all.length ? String(all.length) : `${fitting.length} of ${all.length}`;
    if (!more) return;
    const folded = fitting.filter((entry) => more.contains(entry)).length;
    more.hidden = !folded;
    more.querySelector("summary").textContent = folded === fitting.length ? `${folded} of the folded ones` : `${folded} more`;
    if (asked && folded && (folded <= FEW || folded === fitting.length)) {
      if (!more.open) more.dataset.byFilter = "";
      more.open = true;
    } else if (more.dataset.byFilter !== undefined) {
      delete more.dataset.byFilter;
      more.open = false;
    }
  }

  function hideRest() {
    if (place) place.hidden = true;
    return 0;
  }

  function showRest(chosen) {
    rest = rest || JSON.parse(island.textContent);
    const found = rest.rows.map(decode).filter((cell) =>
      plain(chosen, cell) && answers(chosen, cell) && cell.text().toLowerCase().includes(chosen.search));
    place.hidden = !found.length;
    place.replaceChildren(heading(found.length), table(found.slice(0, MOST)));
    return found.length;
  }

  function decode([document, path, truth, ...by]) {
    const [id, report, form] = rest.documents[document];
    const [where, label] = rest.paths[path];
    return {
      document: id, report, form, table: where.split(".")[0], path: where, label, truth: rest.truths[truth],
      answers: by.flatMap((code, at) => code < 0 ? [] : [{
        reader: rest.readers[at], outcome: rest.outcomes[code >> 3][0], status: rest.statuses[code & 7][0],
        words: `${rest.outcomes[code >> 3][1]}, ${rest.statuses[code & 7][1]}`,
      }]),
      text() { return [this.label, this.path, this.document, this.report, this.truth].join("\n"); },
    };
  }

  function element(tag, text, ...children) {
    const made = document.createElement(tag);
    if (text !== null) made.textContent = visible(text);
    made.append(...children);
    return made;
  }

  /** Control and format characters are named, not obeyed. */
  function visible(text) {
    return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu, (character) =>
      `<U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);
  }

  function heading(count) {
    const more = count > MOST ? `, the first ${MOST} of them` : "";
    return element("h3", `Cells that nobody has wrong: ${count}${more} (prints, witnesses and surroundings are left out)`);
  }

  function table(cells) {
    const names = rest.readers.map((reader) => form.querySelector(`#filter-reader [value="${reader}"]`).textContent);
    const head = element("tr", null, ...["cell", "report", "label", ...names].map((name) => element("th", name)));
    const rows = cells.map((cell) => element("tr", null,
      element("th", cell.label), element("td", `${cell.report} · ${cell.document}`), element("td", cell.truth),
      ...rest.readers.map((reader) => {
        const answer = cell.answers.find((one) => one.reader === reader);
        return element("td", answer ? answer.words : "not read");
      })));
    const made = element("div", null, element("table", null, element("thead", null, head), element("tbody", null, ...rows)));
    made.className = "wide";
    made.tabIndex = 0;
    return made;
  }

  function step(by) {
    const open = entries.filter((entry) => !entry.element.hidden).map((entry) => entry.element);
    if (!open.length) return;
    const now = open.indexOf(document.activeElement);
    const next = open[now < 0 ? 0 : Math.min(open.length - 1, Math.max(0, now + by))];
    const folded = next.closest("details");
    if (folded) folded.open = true;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && event.target === search) return search.blur();
    if (event.target.closest("input, select, textarea")) return undefined;
    if (event.key === "/") { event.preventDefault(); search.focus(); }
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
    return undefined;
  });
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  form.hidden = false;
  show();
})();
