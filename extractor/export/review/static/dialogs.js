// Dialogs: the keys, and one palette to search and to go to a place.
const MOST_FOUND = 40;

function openDialog(label, ...children) {
  const dialog = make("dialog", { "aria-label": label }, children);
  dialog.addEventListener("close", () => {
    dialog.remove();
    focusCurrent();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function showHelp() {
  const rows = KEYS.map(([keys, key]) => make("tr", null, make("th", { scope: "row" }, keys.split(" ").map((one) => (one === "+" ? " + " : [make("kbd", null, one), " "]))), make("td", null, say(key))));
  const dialog = openDialog(say("help"), make("h2", { tabindex: -1, autofocus: true }, say("help")), make("table", { class: "keys" }, make("tbody", null, rows)), legend(), make("p", null, say("decisions_note")),
    button(say("close"), () => dialog.close(), null, "Esc"));
}

function showPalette(key) {
  let found = [];
  let marked = 0;
  const list = make("ul", { role: "listbox", id: "found", class: "found" });
  const input = make("input", { type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "found", "aria-label": say(key), placeholder: say(`${key}_hint`), autocomplete: "off", spellcheck: "false" });
  const show = () => {
    list.replaceChildren(...found.map((entry, at) => make("li", { role: "option", id: `found-${at}`, "aria-selected": String(at === marked), onclick: () => take(at) }, entry.text)));
    if (!found.length && input.value.trim()) list.replaceChildren(make("li", { class: "note" }, say("nothing_found")));
    if (found.length) {
      input.setAttribute("aria-activedescendant", `found-${marked}`);
      list.children[marked].scrollIntoView({ block: "nearest" });
    }
  };
  const take = (at) => {
    if (!found[at]) return;
    dialog.close();
    found[at].go();
  };
  input.addEventListener("input", async () => {
    const query = input.value.trim();
    found = findAll(query, key);
    marked = 0;
    show();
    if (!query) return;
    const more = await moreFound(query, key);
    if (!more.length || query !== input.value.trim()) return;
    found = [...found, ...more];
    show();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) take(marked);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") marked = Math.max(0, Math.min(found.length - 1, marked + (event.key === "ArrowDown" ? 1 : -1)));
    else return;
    event.preventDefault();
    show();
  });
  const dialog = openDialog(say(key), make("h2", null, say(key)), input, list);
  input.focus();
}

/** What fits a query: a report by its number, cells of the report that is open, its text, reports by name. */
function findAll(query, key) {
  if (!query) return [];
  const wanted = query.toLowerCase();
  const found = [];
  if (/^\d+$/.test(query) && key === "goto") found.push(...reportsByNumber(Number(query)));
  if (now.report) found.push(...findCells(now.report, wanted));
  if (now.report && key === "search") found.push(...findText(now.report, wanted));
  return [...found, ...reportsByName(wanted)].slice(0, MOST_FOUND);
}

function findCells(report, wanted) {
  const fits = (cell) => report.labels[cell].toLowerCase().includes(wanted) || report.layout.paths[cell].includes(wanted) || report.cells[cell].printed === wanted;
  const found = report.cells.map((_, cell) => cell).filter(fits).slice(0, MOST_FOUND / 2);
  return found.map((cell) => ({ text: `${report.labels[cell]}: ${cellText(reading(report, cell), isDecided(report, cell))}`, go: () => select(cell, { from: "search" }) }));
}

function findText(report, wanted) {
  if (report.source.absent || !report.source.text) return [];
  const text = report.source.text.toLowerCase();
  const found = [];
  for (let at = text.indexOf(wanted); at >= 0 && found.length < 10; at = text.indexOf(wanted, at + wanted.length)) {
    const start = at;
    const piece = report.source.text.slice(Math.max(0, start - 15), start + wanted.length + 25).replace(/\s+/g, " ");
    found.push({ text: `${say("in_text")}: …${piece}…`, go: () => inText(() => showText(report, start)) });
  }
  return found;
}
