// The official form as it is printed: tables with merged headers, a cell's colour and sign say its status.
function formView(report) {
  if (!report.layout.tables.length) return make("p", { class: "note" }, say("no_cells"));
  return report.layout.tables.map((table, number) => {
    const label = make("caption", null, table.label);
    const head = table.head.length > 0 && make("thead", null, table.head.map((line) => formRow(report, line)));
    const body = make("tbody", null, table.body.map((line) => formRow(report, line)));
    return make("div", { class: "wide" },
      make("table", { class: `form form-${table.kind}`, role: "grid", "data-table": number }, label, head, body));
  });
}

function formRow(report, line) {
  return make("tr", null, line.map((part) => (typeof part[0] === "string" ? formHeader(part) : formCell(report, part))));
}

function formHeader([text, columns, rows, scope, depth]) {
  const inside = depth ? `depth-${Math.min(depth, 3)}` : "";
  const size = { colspan: columns > 1 && columns, rowspan: rows > 1 && rows };
  if (!scope) return make("td", { ...size, class: "unit" }, text);
  return make("th", { ...size, scope, class: `${scope} ${inside}` }, text);
}

function formCell(report, [cell, columns]) {
  const size = { colspan: columns > 1 && columns };
  if (cell < 0) return make("td", { ...size, class: "no-cell" });
  const element = make("td", { ...size, "data-cell": cell, tabindex: -1, role: "gridcell", onclick: () => select(cell, { from: "form" }) });
  fillCell(report, cell, element);
  return element;
}

/** Write a cell's content and status into its element, as the decisions now are. */
function fillCell(report, cell, element) {
  const read = report.cells[cell];
  const decision = decisionOf(report.listed, report.layout.paths[cell]);
  const status = decision ? "decided" : read.status;
  const shown = decision || read;
  const wrong = Boolean(decision) && decision.how === "report_wrong";
  const word = wrong ? say("how_report_wrong") : decision ? say("decided") : named("status", read.status);
  const changed = decision && !sameReading(decision, read);
  const broken = isBroken(report, cell);
  element.className = `cell s-${status} state-${shown.state}${shown.value === 0 ? " zero" : ""}${isShown(report, cell) ? "" : " passed-over"}${wrong ? " report-wrong" : ""}`;
  element.replaceChildren();
  add(element,
    make("span", { class: "value" }, cellText(shown, decision)),
    changed ? make("s", { class: "was" }, cellText(read)) : "",
    sign(status), wrong && !broken && make("b", { class: "wrong-mark", "aria-hidden": "true" }, "!"),
    broken && make("span", { class: "sign broken", "aria-hidden": "true", title: say("sum_broken") }, SIGNS.broken),
    make("span", { class: "unseen" }, ` ${word}${broken ? `, ${say("sum_broken")}` : ""}`));
}

/** True where an error of the sums is placed on a cell that stands undisputed: read as printed, and denied all the same. */
function isBroken(report, cell) {
  const denied = report.record.findings.some(({ broken }) => broken === cell);
  return denied && (isDecided(report, cell) || report.cells[cell].status !== "disputed");
}

function sameReading(one, other) {
  return one.state === other.state && one.value === other.value;
}

/** What stands in a cell of the form: the print; a repaired or decided value; a word where nothing is printed. */
function cellText(cell, decided) {
  if (cell.state === "number" && cell.value !== null && (decided || cell.status === "repaired")) return cell.printed && decided ? cell.printed : String(cell.value);
  if (cell.state === "number" || cell.state === "mark") return cell.printed;
  if (cell.state === "unreadable") return cell.status === "repaired" ? String(cell.value) : cell.printed || say("cell_unreadable");
  return say(`cell_${cell.state}`);
}

function cellElement(cell) {
  return document.querySelector(`[data-cell="${cell}"]`);
}

/** Write all cells anew; they are the same elements. */
function refreshCells(report) {
  for (const element of document.querySelectorAll("[data-cell]")) {
    const current = element.classList.contains("current");
    fillCell(report, Number(element.dataset.cell), element);
    element.classList.toggle("current", current);
  }
}

/** The cells of each row, table after table; rows of headers have none. */
function gridRows() {
  return [...document.querySelectorAll(".form tbody tr")]
    .map((row) => [...row.querySelectorAll("[data-cell]")].map((element) => Number(element.dataset.cell)))
    .filter((row) => row.length);
}

/** The cell that stands beside, above or below another one. */
function neighbour(cell, right, down) {
  const rows = gridRows();
  const row = rows.findIndex((cells) => cells.includes(cell));
  if (row < 0) return rows.length ? rows[0][0] : -1;
  const next = rows[row + down];
  if (!next) return cell;
  const column = rows[row].indexOf(cell) + right;
  return next[Math.max(0, Math.min(next.length - 1, column))];
}

/** The cells of a cell's own row. */
function rowOf(cell) {
  return gridRows().find((cells) => cells.includes(cell)) || [cell];
}
