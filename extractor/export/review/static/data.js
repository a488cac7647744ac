// The page's data: an index that is read at once, and an island a report and a source that is read when it is needed.
const INDEX = Object.assign({}, ...["shared", "index"].map((name) => JSON.parse(document.getElementById(name).textContent)));
const STATUS = INDEX.words.order.status;
const STATE = INDEX.words.order.state;
const WITNESS = INDEX.words.order.witness;
const REPORTS = INDEX.reports;
const READERS = WITNESS.indexOf("grid");
const SIGNS = INDEX.words.signs;
const BLOCK = { line: 0, heading: 1, gap: 2, table: 3 };

const islands = new Map();

/** The value of an island, parsed once; undefined while the page is still loading. The last few are kept. */
function island(name) {
  if (!islands.has(name)) {
    const element = document.getElementById(name);
    if (!element || (document.readyState === "loading" && !element.nextElementSibling)) return undefined;
    if (islands.size > 40) islands.delete(islands.keys().next().value);
    islands.set(name, JSON.parse(element.textContent));
  }
  return islands.get(name);
}

/** A report with its source and layout, or undefined while they are still loading. */
function loadReport(number) {
  const listed = REPORTS[number];
  const record = island(`report-${number}`);
  const source = island(`source-${listed.line}`);
  if (!record || !source) return undefined;
  const layout = INDEX.layouts[listed.layout];
  if (!record.decoded) record.decoded = record.cells.map(decodeCell);
  return { number, listed, record, source, layout, cells: record.decoded, labels: layout.labels };
}

function decodeCell([status, state, value, printed, place, at, witnesses, placed, candidates, why]) {
  return {
    status: STATUS[status],
    state: STATE[state],
    value,
    printed: printed === 0 ? String(value) : printed,
    place: place || null,
    at: at || null,
    witnesses: unmask(witnesses),
    placed: placed || null,
    why: (why || []).map((reason) => INDEX.words.order.why_read[reason]),
    candidates: candidates.map(([number, text, by]) => ({ value: number, printed: text, by: unmask(by) })),
  };
}

function unmask(mask) {
  return WITNESS.filter((_, bit) => mask & (1 << bit));
}

/** True where no reader gave a value: only the form's sums need it. */
function onlySums(by) {
  return by.length > 0 && by.every((witness) => WITNESS.indexOf(witness) >= READERS && witness !== "human");
}

function reportName(listed) {
  return `${listed.organization || say("no_organization")} ${listed.year === null ? "" : listed.year}`.trim();
}
