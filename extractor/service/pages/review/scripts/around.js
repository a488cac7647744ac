// What stands around the form on this page, and how it is kept up to date.
function showReport(report, cell) {
  Object.assign(now, { report, cell: -1, option: -1, editing: false, noting: false, why: "", told: null, walk: -1, aside: false });
  document.body.classList.add("in-report");
  document.getElementById("app").replaceChildren(make("div", { class: "panes" }, sourcePane(),
    make("div", { class: "desk" },
      make("div", { class: "scroll", tabindex: -1 }, statusChips(report), filtersView(report), formView(report), make("div", { id: "panels" }), make("details", { class: "panel panel-history" }, make("summary", null, make("h2", null, say("history"))), make("div", { id: "history" }))),
      make("section", { class: "card", id: "card", "aria-label": say("your_reading") }, cardView()))));
  showPanels();
  if (cell >= 0) select(cell, { from: "open" });
}

function refreshBar() {
  const [done, all] = progress();
  document.getElementById("progress").replaceChildren(meter(done, all || 1), " ", ...visible([all ? say("settled_of", done, all) : say("nothing_doubtful"), readAlone() ? say("read_alone_short", readAlone()) : ""].filter(Boolean).join(" · ")));
  document.getElementById("reviewed").replaceChildren(...(state.reviewed ? [...visible(`✓ ${say("reviewed_by", state.reviewed.by)}`), " ", button(say("reopen"), reopen, null, "D")] : []));
  const finished = document.getElementById("done");
  finished.classList.toggle("primary", !state.reviewed);
  finished.hidden = Boolean(state.reviewed) && !PAGE.next;
  finished.firstChild.textContent = `${say(state.reviewed ? "open_next" : "report_done")} `;
  namePane();
}

function namePane() {
  document.getElementById("pane").firstChild.textContent = say(document.body.classList.contains("on-source") ? "show_form" : "show_source");
}

/** How many cells are read and not proved: they stay uncertain in labels until a person speaks of them. */
function readAlone() {
  const { report } = now;
  return report.cells.filter((_, cell) => statusOf(report, cell) === "read").length;
}

/** That nothing is left to settle, and what stays uncertain all the same; d need not ask about it again. */
function everythingSettled() {
  const alone = readAlone();
  now.told = [0, alone];
  return [say("everything_settled"), alone ? say("read_alone", alone) : ""].filter(Boolean).join(" ");
}

/** After decisions, one's own or those of others: everything that shows them. */
function showChanges() {
  const { report } = now;
  refreshCells(report);
  refreshBar();
  showFilters();
  markFrame();
  refreshPlaces(report);
  showPanels();
  showHistory();
  if (!now.editing && !now.noting) {
    const inside = document.getElementById("card").contains(document.activeElement);
    redrawCard();
    if (inside) focusCurrent();
  }
}

/** On a narrow screen the source stays where the keys go on: the card stands below it. */
function staysOnSource(from) {
  return ["queue", "arrow", "source"].includes(from);
}

/** The card anew, with the message that it showed. */
function redrawCard() {
  const said = [...document.getElementById("message").childNodes];
  showCard();
  document.getElementById("message").replaceChildren(...said);
}

function showPanels() {
  const open = new Set([...document.querySelectorAll("#panels details[open]")].map((panel) => panel.className));
  const first = !document.querySelector("#panels details");
  const panels = panelsView(now.report).filter(Boolean);
  if (!first) for (const panel of panels) panel.open = open.has(panel.className);
  document.getElementById("panels").replaceChildren(...panels);
}

function showHistory() {
  document.getElementById("history").replaceChildren(...(state.history ? [...state.history.cloneNode(true).childNodes] : []));
}

function showAgain() {
  const { report } = now;
  for (const [at, element] of [...document.querySelectorAll("[data-cell]")].map((element) => [Number(element.dataset.cell), element])) element.classList.toggle("passed-over", !isShown(report, at));
  showFilters();
}

/** The chips and the lists of filters anew; what of them had the focus has it again. */
function showFilters() {
  const { report } = now;
  const id = document.activeElement?.closest(".filters select")?.id;
  document.getElementById("legend").replaceWith(statusChips(report));
  document.querySelector(".desk .filters").replaceWith(filtersView(report));
  if (id) document.getElementById(id).focus();
}

function rememberPlace(report, cell) {
  if (now.why || now.noting) {
    Object.assign(now, { why: "", noting: false });
    showCard();
  }
  namePane();
  history.replaceState(null, "", `#${report.layout.paths[cell]}`);
}

/** Why the cell is in the queue, who decided it, its note, and what was done about it before. */
function cardNotes(report, cell) {
  const path = report.layout.paths[cell];
  const reason = state.reasons.get(cell);
  const before = state.standing[path];
  const decision = decisionOf(null, path);
  const told = state.history ? [...state.history.querySelectorAll(`[data-path="${path}"]`)].map((line) => line.cloneNode(true)) : [];
  return [
    reason && make("span", { class: "reason" }, make("b", null, say("reason")), ": ", say(`reason_${reason}`)),
    before && !before.current && !decision && make("p", { class: "note warning" }, say("again", valueText(before), before.by)),
    now.noting ? noteField(decision) : now.why ? make("span", { class: "why waiting" }, say("note_unsaved", now.why)) : decision && decision.why && make("span", { class: "why" }, say("note_kept", decision.why)),
    told.length > 0 && make("details", { class: "card-history" }, make("summary", null, say("history_of_cell"), ` (${told.length})`), make("ol", { class: "history" }, told)),
  ];
}

function noteField(decision) {
  const input = make("input", { id: "note", type: "text", maxlength: 500, autocomplete: "off", value: now.why || (decision && decision.why) || "" });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    event.stopPropagation();
    keepNote(event.key === "Enter" ? input.value : now.why);
  });
  return make("p", { class: "noting" }, make("label", { for: "note" }, say("note_label")), " ", input, " ", make("small", { class: "hint" }, say("note_hint")));
}

/** The page itself knows this report alone. */
function reportsByNumber() {
  return [];
}

function reportsByName() {
  return [];
}

/** Reports of the list to go to, by words of their agency, year or file name. */
async function moreFound(query, key) {
  if (key !== "goto") return [];
  const asked = new URLSearchParams(location.search);
  asked.set("find", query);
  try {
    const answer = await fetch(`/reports/${PAGE.report}/found?${asked}`, { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (!answer.ok) return [];
    return (await answer.json()).map((report) => ({ text: `${reportName(report)} · ${report.source}`, go: () => leaveTo(report.address, false) }));
  } catch {
    return [];
  }
}
