// The source beside the form: as it came, in a frame where nothing runs, or as the text that was read.
const pane = { wanted: "page", frame: null, cells: new Map(), text: null };

function sourcePane() {
  const tab = (kind) => button(say(`view_${kind}`), () => wantView(kind), { "data-view": kind, "aria-pressed": String(pane.wanted === kind) }, kind === "text" ? "v" : "");
  pane.frame = make("iframe", { sandbox: "allow-same-origin", title: say("source_page"), src: PAGE.source, class: "source-page", onload: takeFrame });
  return make("aside", { class: "source", "aria-label": say("source") },
    make("div", { class: "source-head" }, make("div", { class: "views", role: "group", "aria-label": say("source_view") }, tab("page"), tab("text")),
      make("span", { class: "source-name" }, make("b", null, PAGE.name), " ", make("code", null, REPORTS[0].sha256.slice(0, 12)))),
    pane.frame, make("div", { class: "source-text source-scroll", tabindex: 0, role: "region", "aria-label": say("view_text"), hidden: true }));
}

/** The frame has loaded: find its cells; a source that is no page has none, and is shown as text. */
function takeFrame() {
  const inside = pane.frame.contentDocument;
  if (!inside || !inside.body) return;
  if (inside.body.dataset.none !== undefined) {
    pane.wanted = "text";
    const tab = document.querySelector("[data-view=page]");
    tab.disabled = true;
    tab.parentElement.append(make("small", { class: "hint" }, say("no_page")));
  }
  pane.cells = new Map([...inside.querySelectorAll("[data-at]")].map((element) => [element.dataset.at, element]));
  freezeHeads(inside, inside.querySelectorAll("table"));
  inside.addEventListener("keydown", onKey);
  inside.addEventListener("click", (event) => {
    const place = event.target.closest("[data-place]");
    if (place) select(Number(place.dataset.place), { from: "source" });
  });
  markFrame();
  wantView(pane.wanted);
}

function inFrame(cell) {
  return cell.at ? pane.cells.get(cell.at.join("/")) : undefined;
}

/** Mark in the frame every cell that the form has, by its status. */
function markFrame() {
  const { report } = now;
  report.cells.forEach((cell, at) => {
    const element = inFrame(cell);
    if (!element) return;
    const kept = ["current", "banded"].filter((name) => element.classList.contains(name));
    element.className = ["place", `s-${isDecided(report, at) ? "decided" : cell.status}`, ...kept].join(" ");
    element.dataset.place = at;
  });
}

/** Highlight a cell of the frame, band its row and its column, and scroll to it. */
function lightFrame(element) {
  band(pane.cells.values(), element);
  for (const other of pane.cells.values()) other.classList.toggle("current", other === element);
  element.scrollIntoView({ block: "center", inline: "center" });
}

function darkenFrame() {
  for (const element of pane.cells.values()) element.classList.remove("current", "banded");
}

function showView(kind) {
  pane.frame.hidden = kind !== "page";
  document.querySelector(".source-text").hidden = kind !== "text";
  for (const tab of document.querySelectorAll("[data-view]")) tab.setAttribute("aria-pressed", String(tab.dataset.view === kind));
}

function wantView(kind) {
  pane.wanted = kind;
  if (now.cell >= 0) showPlace(now.report, now.cell);
  else if (kind === "page") showView("page");
  else withText(() => showView("text"));
}

/** Where a cell stands: in the frame if it is wanted and has the place, else in the text. */
function showPlace(report, cell) {
  const element = pane.wanted === "page" ? inFrame(report.cells[cell]) : undefined;
  if (element) {
    showView("page");
    lightFrame(element);
    return;
  }
  darkenFrame();
  if (pane.wanted === "page" && !pane.cells.size && !pane.frame.contentDocument?.body?.childElementCount) return;
  withText(() => {
    if (now.cell !== cell) return;
    showView("text");
    lightPlace(report, cell);
  });
}

function inText(find) {
  withText(() => {
    showSource();
    showView("text");
    find();
  });
}

/** Call back when the text is there; it is fetched once, when it is first needed. */
function withText(then) {
  const { report } = now;
  const place = document.querySelector(".source-text");
  if (place.dataset.made === "yes") {
    then();
    return;
  }
  if (!pane.text) {
    place.replaceChildren(...visible(say("loading_text")));
    pane.text = fetch(`/reports/${PAGE.report}/text`, { credentials: "same-origin" }).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))));
    pane.text.then(takeText, (error) => {
      pane.text = null;
      showView("text");
      place.replaceChildren(...visible(say("text_failed", error.message)));
    });
  }
  pane.text.then(() => { if (now.report === report) then(); }, () => {});
}

/** The text and the places in it: the marks of the cells, and links to findings and numbers of the prose. */
function takeText({ source, report: placed }) {
  const { report } = now;
  report.source = source;
  placed.cells.forEach((cell, at) => { report.read[at].place = report.cells[at].place = cell[4] || null; });
  for (const kind of ["facts", "sections"]) report.record[kind] = placed[kind];
  for (const finding of report.record.findings) {
    const same = placed.findings.find((other) => other.kind === finding.kind && other.message === finding.message);
    finding.place = same ? same.place : 0;
  }
  const place = document.querySelector(".source-text");
  place.replaceChildren(...[sourceView(report)].flat(Infinity).filter(Boolean));
  freezeHeads(place, place.querySelectorAll("table"));
  place.dataset.made = "yes";
  showPanels();
  if (!now.editing && !now.noting) redrawCard();
}
