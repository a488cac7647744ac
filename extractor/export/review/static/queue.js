// The queue: the cells that j and k walk over, as the filters say.
const FILTERS = ["doubtful", "open", "disputed", "repaired", "unread", "read", "verified", "decided", "all"];

function isDecided(report, cell) {
  return decisionOf(report.listed, report.layout.paths[cell]) !== undefined;
}

/** True where the filters let a cell through. */
function isShown(report, cell) {
  if (now.table >= 0 && report.layout.of[cell] !== now.table) return false;
  if (now.filter === "all") return true;
  if (now.filter === "doubtful") return true;
  if (now.filter === "open") return report.listed.doubts.includes(cell) && !isSettled(report, cell);
  if (now.filter === "decided") return isDecided(report, cell);
  return report.cells[cell].status === now.filter;
}

/** The cells to walk over: the doubtful ones most doubtful first, or all that a filter lets through in printed order. */
function queueOf(report) {
  const inTable = (cell) => now.table < 0 || report.layout.of[cell] === now.table;
  if (now.filter === "doubtful" || now.filter === "open") {
    return report.listed.doubts.filter((cell) => inTable(cell) && (now.filter === "doubtful" || !isSettled(report, cell)));
  }
  return report.cells.map((_, cell) => cell).filter((cell) => isShown(report, cell));
}

/** The next cell of the queue, `by` being 1 or -1; undefined at its end. */
function nextInQueue(report, by) {
  const queue = queueOf(report);
  const here = queue.indexOf(now.cell);
  if (here >= 0) return queue[here + by];
  if (now.cell < 0) return by > 0 ? queue[0] : queue[queue.length - 1];
  return by > 0 ? queue.find((cell) => cell > now.cell) ?? queue[0] : queue.findLast((cell) => cell < now.cell) ?? queue[queue.length - 1];
}

/** The next open doubtful cell behind the current one, else the first; undefined where all are settled. */
function nextOpen(report) {
  const doubts = report.listed.doubts.filter((cell) => now.table < 0 || report.layout.of[cell] === now.table);
  const here = doubts.indexOf(now.cell);
  return [...doubts.slice(here + 1), ...doubts.slice(0, here + 1)].find((cell) => !isSettled(report, cell));
}

function filtersView(report) {
  const statuses = make("select", { id: "filter", onchange: (event) => { now.filter = event.target.value; showAgain(); } },
    FILTERS.map((key) => make("option", { value: key, selected: now.filter === key }, STATUS.includes(key) ? `${SIGNS[key]} ${named("status", key)}` : say(key), ` (${countOf(report, key)})`)));
  const tables = make("select", { id: "table-filter", onchange: (event) => { now.table = Number(event.target.value); showAgain(); } },
    make("option", { value: -1, selected: now.table < 0 }, say("all")),
    report.layout.tables.map((table, at) => make("option", { value: at, selected: now.table === at }, table.label)));
  return make("form", { class: "filters", onsubmit: (event) => event.preventDefault() },
    make("label", null, say("status"), " ", statuses), make("label", null, say("table"), " ", tables));
}

function countOf(report, key) {
  const { filter } = now;
  now.filter = key;
  const count = queueOf(report).length;
  now.filter = filter;
  return count;
}
