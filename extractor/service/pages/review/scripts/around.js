// What stands around the form on this page, and how it is kept up to date.
function showReport(report, cell) {
  Object.assign(now, { report, cell: -1, option: -1, editing: false, noting: false, why: "", sure: 0 });
  document.body.classList.add("in-report");
  document.getElementById("app").replaceChildren(make("div", { class: "panes" }, sourcePane(),
    make("div", { class: "desk" },
      make("div", { class: "scroll", tabindex: -1 }, reportLegend(report), filtersView(report), formView(report), make("div", { id: "panels" }), make("details", { class: "panel panel-history" }, make("summary", null, make("h2", null, say("history"))), make("div", { id: "history" }))),
      make("section", { class: "card", id: "card", "aria-label": say("your_reading") }, cardView()))));
  showPanels();
  if (cell >= 0) select(cell, { from: "open" });
}

function reportLegend(report) {
  return make("ul", { class: "legend", id: "legend" }, STATUS.map((status, at) => make("li", { class: `s-${status}` }, sign(status), ` ${named("status", status)} ${report.listed.counts[at]}`)),
    make("li", { class: "s-decided" }, sign("decided"), ` ${say("decided")} ${report.cells.filter((_, at) => isDecided(report, at)).length}`));
}

function refreshBar() {
  const [done, all] = progress();
  document.getElementById("progress").replaceChildren(meter(done, all || 1), " ", ...visible(all ? say("settled_of", done, all) : say("nothing_doubtful")));
  document.getElementById("reviewed").replaceChildren(...(state.reviewed ? [...visible(`✓ ${say("reviewed_by", state.reviewed.by)}`), " ", button(say("reopen"), reopen, null, "D")] : []));
  document.getElementById("pane").firstChild.textContent = say(document.body.classList.contains("on-source") ? "show_form" : "show_source");
}

/** After decisions, one's own or those of others: everything that shows them. */
function showChanges() {
  const { report } = now;
  refreshCells(report);
  refreshBar();
  document.getElementById("legend").replaceWith(reportLegend(report));
  document.querySelector(".desk .filters").replaceWith(filtersView(report));
  markFrame();
  showPanels();
  showHistory();
  if (!now.editing && !now.noting) {
    const inside = document.getElementById("card").contains(document.activeElement);
    redrawCard();
    if (inside) focusCurrent();
  }
}

/** The card anew, with the message that it showed. */
function redrawCard() {
  const said = document.getElementById("message").textContent;
  showCard();
  document.getElementById("message").replaceChildren(...visible(said));
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
  document.querySelector(".desk .filters").replaceWith(filtersView(report));
  document.getElementById("filter").focus();
}

function rememberPlace(report, cell) {
  if (now.why || now.noting) {
    Object.assign(now, { why: "", noting: false });
    showCard();
  }
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
    now.noting ? noteField(decision) : now.why && make("span", { class: "why" }, say("note_kept", now.why)),
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

/** The palette finds cells and text of this report alone. */
function reportsByNumber() {
  return [];
}

function reportsByName() {
  return [];
}
