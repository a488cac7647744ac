// The static page's two screens: the list, and one report.
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

function refreshBar() {
  document.querySelector(".bar").replaceWith(barView());
}

/** The source pane shows where a cell stands; the address names the cell. */
function showPlace(report, cell) {
  lightPlace(report, cell);
}

function rememberPlace(report, cell) {
  history.replaceState(null, "", `#r${report.number + 1}/${report.layout.paths[cell]}`);
}

/** Go to the source's text and find something there. */
function inText(find) {
  showSource();
  find();
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

/** On a narrow screen the form comes back with every cell that is chosen. */
function staysOnSource() {
  return false;
}

function everythingSettled() {
  return say("everything_settled");
}

function notices() {
  return kept ? [] : make("p", { class: "note warning", role: "alert" }, say("not_kept"));
}

function showReport(report, cell) {
  Object.assign(now, { report, cell: -1, option: -1, editing: false, walk: -1, aside: false });
  if (now.table >= report.layout.tables.length) now.table = -1;
  document.body.className = "in-report";
  document.getElementById("app").replaceChildren(barView(), notices(),
    make("div", { class: "panes" },
      make("main", { class: "desk" },
        make("div", { class: "scroll" }, reportHead(report), filtersView(report), formView(report), panelsView(report)),
        make("section", { class: "card", id: "card", "aria-label": say("your_reading") }, cardView())),
      make("aside", { class: "source source-scroll", tabindex: 0, "aria-label": say("show_source") }, sourceHead(report), make("div", { class: "source-text" }, sourceView(report)))));
  document.title = `${reportName(report.listed)} · ${say("title")}`;
  if (cell !== undefined && cell >= 0) select(cell, { from: "open" });
}

/** Everything anew, at the same place. */
function showAgain() {
  const { report, cell } = now;
  if (!report) {
    showList();
    return;
  }
  const pane = document.querySelector(".desk .scroll").scrollTop;
  showReport(report, cell);
  document.querySelector(".desk .scroll").scrollTop = pane;
}

/** After decisions have changed: cells, counts and card. */
function showChanges() {
  if (!now.report) {
    showList();
    return;
  }
  refreshCells(now.report);
  refreshBar();
  document.getElementById("legend").replaceWith(statusChips(now.report));
  refreshPlaces(now.report);
  const filters = document.querySelector(".desk .filters");
  if (filters) filters.replaceWith(filtersView(now.report));
  showCard();
}
