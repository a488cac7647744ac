// What is on the screen: the list, or one report with its form, its source and the card of the chosen cell.
const now = { report: null, cell: -1, option: -1, editing: false, filter: "doubtful", table: -1 };

function barView() {
  const [done, all] = progress();
  const listed = now.report && now.report.listed;
  return make("header", { class: "bar" },
    make("a", { href: "#", class: "home", onclick: (event) => { event.preventDefault(); goList(); } }, now.report ? `← ${say("back")}` : say("title")),
    listed && make("span", { class: "here" }, make("b", null, reportName(listed)), ` · ${say("form")} ${listed.form} · ${now.report.number + 1} / ${REPORTS.length}`),
    make("span", { class: "spacer" }),
    make("span", { class: "progress", id: "progress" }, meter(done, all || 1), " ", say("settled_of", done, all)),
    make("span", { class: "tools" },
      listed && button(say(document.body.classList.contains("on-source") ? "show_form" : "show_source"), togglePane, { class: "one-pane" }),
      button(say("export"), saveDecisions, null, "w"),
      make("label", { class: "button" }, say("import"), make("input", { type: "file", id: "import", accept: "application/json,.json", class: "unseen", onchange: (event) => { if (event.target.files[0]) loadDecisions(event.target.files[0]); event.target.value = ""; } })),
      button(say("language"), changeLanguage, { lang: language ? "en" : "zh-CN" }),
      button("◐", changeTheme, { title: say("theme"), "aria-label": say("theme") }),
      button("?", showHelp, { title: say("help"), "aria-label": say("help") })));
}

function showList(focus) {
  now.report = null;
  now.cell = -1;
  document.body.className = "";
  const text = document.activeElement && document.activeElement.id === "list-text" ? document.activeElement.selectionStart : null;
  document.getElementById("app").replaceChildren(barView(), notices(), listView(), make("p", { id: "message", class: "message" }));
  document.title = say("title");
  const element = focus && document.getElementById(focus);
  if (element) element.focus();
  if (element && text !== null) element.setSelectionRange(text, text);
}

function notices() {
  return kept ? [] : make("p", { class: "note warning", role: "alert" }, say("not_kept"));
}

function showReport(report, cell) {
  Object.assign(now, { report, cell: -1, option: -1, editing: false });
  if (now.table >= report.layout.tables.length) now.table = -1;
  document.body.className = "in-report";
  document.getElementById("app").replaceChildren(barView(), notices(),
    make("div", { class: "panes" },
      make("main", { class: "left" },
        make("div", { class: "scroll" }, reportHead(report), filtersView(report), formView(report), panelsView(report)),
        make("section", { class: "card", id: "card", "aria-label": say("your_reading") }, cardView())),
      make("aside", { class: "source", tabindex: 0, "aria-label": say("show_source") }, sourceHead(report), make("div", { class: "source-text" }, sourceView(report)))));
  document.title = `${reportName(report.listed)} · ${say("title")}`;
  if (cell !== undefined && cell >= 0) select(cell, { from: "open" });
}

function reportHead(report) {
  const period = report.record.period[0] && `${report.record.period[0]} – ${report.record.period[1] || ""}`;
  return make("div", { class: "report-head" },
    make("h1", null, report.record.title || reportName(report.listed)),
    make("p", null, [report.listed.organization, report.listed.year, period].filter(Boolean).join(" · ")),
    make("ul", { class: "legend" }, STATUS.map((status, at) => make("li", { class: `s-${status}` }, sign(status), ` ${named("status", status)} ${report.listed.counts[at]}`)),
      make("li", { class: "s-decided" }, sign("decided"), ` ${say("decided")} `, make("span", { id: "decided-count" }, report.cells.filter((_, at) => isDecided(report, at)).length))));
}

function sourceHead(report) {
  const { origin } = report.source;
  return make("div", { class: "source-head" }, make("b", null, report.listed.source), origin && ` · ${named("origin", origin)}`, " ", make("code", null, report.listed.sha256.slice(0, 12)));
}

function showCard() {
  document.getElementById("card").replaceChildren(...[cardView()].flat());
}

/** Everything anew, at the same place. */
function showAgain() {
  const { report, cell } = now;
  if (!report) {
    showList();
    return;
  }
  const pane = document.querySelector(".left .scroll").scrollTop;
  showReport(report, cell);
  document.querySelector(".left .scroll").scrollTop = pane;
}

/** After decisions have changed: cells, counts and card. */
function showChanges() {
  if (!now.report) {
    showList();
    return;
  }
  refreshCells(now.report);
  const fresh = barView();
  document.querySelector(".bar").replaceWith(fresh);
  document.getElementById("decided-count").textContent = String(now.report.cells.filter((_, at) => isDecided(now.report, at)).length);
  const filters = document.querySelector(".left .filters");
  if (filters) filters.replaceWith(filtersView(now.report));
  showCard();
}

/** Choose a cell: the form, the source and the card all show it. */
function select(cell, { from } = {}) {
  const { report } = now;
  if (!report || !report.cells[cell]) return;
  Object.assign(now, { cell, editing: false });
  now.option = defaultOption(optionsOf(report.cells[cell]));
  document.querySelectorAll(".form .current").forEach((element) => {
    element.classList.remove("current");
    element.tabIndex = -1;
  });
  const element = cellElement(cell);
  if (from !== "form") showForm();
  element.classList.add("current");
  element.tabIndex = 0;
  showCard();
  if (from !== "form") intoView(element, document.querySelector(".left .scroll"));
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
  element.focus({ preventScroll: true });
  lightPlace(report, cell);
  history.replaceState(null, "", `#r${report.number + 1}/${report.layout.paths[cell]}`);
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
  document.querySelector(".bar").replaceWith(barView());
  if (source && now.cell >= 0) lightPlace(now.report, now.cell);
  else focusCurrent();
}
