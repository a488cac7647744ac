// The source's text beside the form: its lines and tables, every cell's place in it marked.
function sourceView(report) {
  const { source } = report;
  if (source.absent) return make("p", { class: "note missing" }, say("no_source", named("absence", source.absent)));
  const marks = sourceMarks(report);
  const addresses = new Map(report.cells.map((cell, at) => [cell.at && (!cell.place || !cell.place[1]) ? cell.at.join("/") : null, at]));
  const cut = source.left_out > 0 && make("p", { class: "note" }, say("source_cut", source.left_out));
  return [cut, source.blocks.map((block) => sourceBlock(report, block, marks, addresses))];
}

/** All places that are marked, by where they begin: `{start, end, cell}` or `{…, fact}`. */
function sourceMarks(report) {
  const marks = [];
  report.cells.forEach((cell, at) => {
    if (cell.place && (cell.place[1] || !cell.at)) marks.push({ start: cell.place[0], end: cell.place[0] + cell.place[1], cell: at });
  });
  report.record.facts.forEach((fact, at) => {
    if (fact.place) marks.push({ start: fact.place[0], end: fact.place[0] + fact.place[1], fact: at });
  });
  report.record.findings.forEach((finding, at) => {
    if (finding.place && finding.place[1] <= 200) marks.push({ start: finding.place[0], end: finding.place[0] + finding.place[1], finding: at });
  });
  return marks.sort((one, two) => one.start - two.start || one.end - two.end);
}

function sourceBlock(report, block, marks, addresses) {
  if (block[0] === BLOCK.gap) return make("p", { class: "gap" }, `… ${say("left_out", block[1])} …`);
  if (block[0] !== BLOCK.table) {
    const [kind, start, length] = block;
    return make("p", { class: kind === BLOCK.heading ? "heading" : "" }, markedText(report, start, start + length, marks));
  }
  const [, table, rows] = block;
  const body = rows.map((cells) => make("tr", null, cells.map((cell) => sourceCell(report, table, cell, marks, addresses))));
  return make("div", { class: "wide" }, make("table", { class: "source-table" }, make("tbody", null, body)));
}

function sourceCell(report, table, [start, length, row, column, rowspan = 1, colspan = 1, header = 0], marks, addresses) {
  const cell = addresses.get(`${table}/${row}/${column}`);
  const size = { rowspan: rowspan > 1 && rowspan, colspan: colspan > 1 && colspan };
  const link = cell !== undefined && { "data-place": cell, class: `place s-${statusOf(report, cell)}`, onclick: () => select(cell, { from: "source" }) };
  return make(header ? "th" : "td", { ...size, ...link, "data-at": `${table}/${row}/${column}` }, markedText(report, start, start + length, marks));
}

/** A piece of the text as nodes, cut where marks begin and end. */
function markedText(report, start, end, marks) {
  const { text } = report.source;
  const inside = between(marks, start, end);
  if (!inside.length) return visible(text.slice(start, end));
  const edges = new Set([start, end]);
  for (const mark of inside) [mark.start, mark.end].forEach((edge) => edge > start && edge < end && edges.add(edge));
  const nodes = [];
  const order = [...edges].sort((one, two) => one - two);
  order.forEach((low, at) => {
    const empty = inside.filter((mark) => mark.start === low && mark.end === low);
    nodes.push(...empty.map((mark) => placeMark(report, [mark], "␣", "empty-place")));
    const high = order[at + 1];
    if (high === undefined) return;
    const covering = inside.filter((mark) => mark.start <= low && mark.end >= high && mark.start < mark.end);
    const piece = text.slice(low, high);
    nodes.push(...(covering.length ? [placeMark(report, covering, piece, "")] : visible(piece)));
  });
  return nodes;
}

/** The marks that share a character, or an empty place, with a piece. */
function between(marks, start, end) {
  return marks.filter((mark) => (mark.start < end && mark.end > start) || (mark.start === mark.end && mark.start >= start && mark.start <= end));
}

function placeMark(report, marks, text, kind) {
  const cells = marks.filter((mark) => mark.cell !== undefined).map((mark) => mark.cell);
  const facts = marks.filter((mark) => mark.fact !== undefined).map((mark) => mark.fact);
  const findings = marks.filter((mark) => mark.finding !== undefined).map((mark) => mark.finding);
  const status = cells.length ? statusOf(report, cells[0]) : "";
  const classes = [cells.length && `place s-${status}`, facts.length && "fact-place", findings.length && "finding-place", kind];
  return make("mark", {
    class: classes.filter(Boolean).join(" "),
    "data-place": cells.length > 0 && cells.join(" "),
    "data-fact": facts.length > 0 && facts.join(" "),
    "data-finding": findings.length > 0 && findings.join(" "),
    onclick: () => (cells.length ? select(cells[0], { from: "source" }) : showPanelItem(facts.length ? `fact-${facts[0]}` : `finding-${findings[0]}`)),
  }, text);
}

/** Mark the places in the text anew, after decisions. */
function refreshPlaces(report) {
  for (const element of document.querySelectorAll(".source [data-place]")) {
    const [cell] = element.dataset.place.split(" ").map(Number);
    element.classList.remove(...[...STATUS, "decided"].map((status) => `s-${status}`));
    element.classList.add(`s-${statusOf(report, cell)}`);
  }
}

function places(kind, number) {
  return [...document.querySelectorAll(`.source [data-${kind}~="${number}"]`)];
}

/** Light up a cell's place, or those of its neighbours where it has none; returns whether it has one of its own. */
function lightPlace(report, cell) {
  let found = places("place", cell);
  const own = found.length > 0;
  if (!own) {
    const beside = rowOf(cell);
    found = beside.flatMap((other) => places("place", other));
    for (let before = cell - 1; !found.length && before >= 0 && report.layout.of[before] === report.layout.of[cell]; before -= 1) {
      found = places("place", before);
    }
  }
  light(found, own ? "current" : "beside");
  return own;
}

function light(elements, kind) {
  document.querySelectorAll(".source .current, .source .beside").forEach((element) => element.classList.remove("current", "beside"));
  elements.forEach((element) => element.classList.add(kind));
  band(document.querySelectorAll(".source [data-at]"), elements.length ? elements[0].closest("[data-at]") : null);
  if (elements.length) intoView(elements[0], elements[0].closest(".source-scroll"));
}

/** Scroll a pane so that an element of it stands in its middle, if it is not in sight. */
function intoView(element, pane) {
  const inner = element.getBoundingClientRect();
  const outer = pane.getBoundingClientRect();
  const head = element.closest("table")?.querySelector(".frozen, thead")?.offsetHeight || 0;
  if (inner.top < outer.top + 40 + head || inner.bottom > outer.bottom - 40) {
    pane.scrollTop += inner.top - outer.top - outer.height / 2 + inner.height / 2;
  }
}

/** Band the row and the column of a table's cell, of all cells that know their address. */
function band(cells, here) {
  const [table, row, column] = here ? here.dataset.at.split("/").map(Number) : [];
  for (const other of cells) {
    const [its_table, its_row, its_column] = other.dataset.at.split("/").map(Number);
    const beside = here && its_row < row + here.rowSpan && row < its_row + other.rowSpan;
    const above = here && its_column < column + here.colSpan && column < its_column + other.colSpan;
    other.classList.toggle("banded", Boolean(here) && its_table === table && (beside || above));
  }
}
