// The report that one came from: where p leads, and, once it is reviewed, its label.
const CAME = "gongkai.came.2"; // in the session: by report, the one before it `{id, name, reviewed}`

function allCame() {
  try {
    return JSON.parse(sessionStorage.getItem(CAME)) || {};
  } catch {
    return {};
  }
}

/** Remember, or with undefined forget, from where a report was opened. */
function keepCame(report, from) {
  try {
    sessionStorage.setItem(CAME, JSON.stringify({ ...allCame(), [report]: from }));
  } catch {
    // a browser that keeps nothing tells nothing
  }
}

function cameFrom() {
  const from = allCame()[PAGE.report];
  return from && /^\w+$/.test(from.id) ? from : undefined;
}

/** The report that was called reviewed and left for this one, until a step is done here. */
function leftReport() {
  const from = cameFrom();
  return from && from.reviewed ? from : undefined;
}

/** Open another report; from there p leads back here. */
function leaveTo(address, reviewed) {
  const report = new URL(address, location.href).pathname.split("/").pop();
  keepCame(report, { id: PAGE.report, name: reportName(REPORTS[0]), reviewed });
  location.assign(address);
}

function goBack() {
  const { id } = cameFrom();
  keepCame(PAGE.report, undefined);
  location.assign(`/reports/${id}${location.search}`);
}

/** A step is done here: what was left behind is not spoken of any more. */
function dropLeft() {
  const from = leftReport();
  if (!from) return;
  keepCame(PAGE.report, { ...from, reviewed: false });
  document.getElementById("left")?.remove();
}

function takeLabel(id, name) {
  make("a", { href: `/v1/reports/${id}/label`, download: true }).click();
  announce(say("label_saved", name));
}

/** Below the card's buttons: the label of the report that was left, and the way back. */
function cardFoot() {
  const left = leftReport();
  if (!left) return [];
  const link = (text, key, href, go) => make("a", { href, onclick: (event) => { event.preventDefault(); go(); } }, text, " ", make("kbd", null, key));
  return make("p", { id: "left" }, link(say("label_of", left.name), state.reviewed ? "" : "w", `/v1/reports/${left.id}/label`, () => takeLabel(left.id, left.name)), " · ",
    link(say("back_to", left.name), "p", `/reports/${left.id}${location.search}`, goBack));
}

/** The links to the reports beside this one do what the keys do. */
function bindNeighbours() {
  const left = leftReport();
  if (left) announce(say("left_behind", left.name, reportName(REPORTS[0])));
  for (const [place, which] of [["prev", "previous"], ["next", "next"]]) {
    const link = document.querySelector(`.report-bar a[rel=${place}]`);
    if (place === "prev" && cameFrom()) Object.assign(link, { href: `/reports/${cameFrom().id}${location.search}`, hidden: false });
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      goReport(which);
    });
  }
}
