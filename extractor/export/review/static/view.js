// What is on the screen: one report with its form, its source and the card of the chosen cell.
const now = { report: null, cell: -1, option: -1, editing: false, filter: "doubtful", table: -1, walk: -1, aside: false };

function reportHead(report) {
  const period = report.record.period[0] && `${report.record.period[0]} – ${report.record.period[1] || ""}`;
  return make("div", { class: "report-head" },
    make("h1", null, report.record.title || reportName(report.listed)),
    make("p", null, [report.listed.organization, report.listed.year, period].filter(Boolean).join(" · ")),
    statusChips(report));
}

function sourceHead(report) {
  const { origin } = report.source;
  return make("div", { class: "source-head" }, make("b", null, report.listed.source), origin && ` · ${named("origin", origin)}`, " ", make("code", null, report.listed.sha256.slice(0, 12)));
}

function showCard() {
  document.getElementById("card").replaceChildren(...[cardView()].flat());
}

/** Choose a cell: the form, the source and the card all show it. */
function select(cell, { from } = {}) {
  const { report } = now;
  if (!report || !report.cells[cell]) return;
  Object.assign(now, { cell, editing: false });
  walkTo(report, cell, from);
  now.option = defaultOption(optionsOf(report.cells[cell]));
  document.querySelectorAll(".form .current").forEach((element) => {
    element.classList.remove("current");
    element.tabIndex = -1;
  });
  const element = cellElement(cell);
  if (from !== "form" && !staysOnSource(from)) showForm();
  element.classList.add("current");
  element.tabIndex = 0;
  showCard();
  if (from !== "form") intoView(element, document.querySelector(".desk .scroll"));
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  element.focus({ preventScroll: true });
  showPlace(report, cell);
  rememberPlace(report, cell);
  const read = report.cells[cell];
  document.getElementById("live").replaceChildren(...visible(`${report.labels[cell]}: ${valueText(read)}, ${named("status", read.status)}`));
}

function focusCurrent() {
  const element = now.report && now.cell >= 0 && cellElement(now.cell);
  if (element) element.focus({ preventScroll: true });
}

/** On narrow screens one pane is seen at a time. */
function showForm() {
  document.body.classList.remove("on-source");
}

function showSource() {
  document.body.classList.add("on-source");
}

function togglePane() {
  const source = document.body.classList.toggle("on-source");
  refreshBar();
  if (source && now.cell >= 0) showPlace(now.report, now.cell);
  else focusCurrent();
}
