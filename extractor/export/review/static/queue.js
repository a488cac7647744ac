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
  return statusOf(report, cell) === now.filter;
}

/** What a cell counts as, in chips and filters alike: decided, else its status. */
function statusOf(report, cell) {
  return isDecided(report, cell) ? "decided" : report.cells[cell].status;
}

/** The cells to walk over: the doubtful ones most doubtful first, or all that a filter lets through in printed order. */
function queueOf(report) {
  return walkOrder(report).filter((cell) => isShown(report, cell));
}

/** The cells in the order of the walk, those too that the filter has ceased to let through. */
function walkOrder(report) {
  const all = ["doubtful", "open"].includes(now.filter) ? report.listed.doubts : report.cells.map((_, cell) => cell);
  return all.filter((cell) => now.table < 0 || report.layout.of[cell] === now.table);
}

/** Remember how far the walk is: a look at a cell beside it, by a click or the arrows, does not move it. */
function walkTo(report, cell, from) {
  const walking = from === "queue" || from === "open";
  now.aside = !queueOf(report).includes(cell) || (!walking && isSettled(report, cell));
  if (!now.aside) now.walk = cell;
}

/** The next cell of the queue, `by` being 1 or -1, from where the walk is; undefined at its end. */
function nextInQueue(report, by) {
  const queue = queueOf(report);
  const here = now.aside && now.walk >= 0 ? now.walk : now.cell;
  if (now.aside && queue.includes(now.walk) && isSettled(report, now.walk) === by < 0) return now.walk;
  const order = walkOrder(report);
  const at = order.indexOf(here);
  if (at >= 0) return (by > 0 ? order.slice(at + 1) : order.slice(0, at).reverse()).find((cell) => queue.includes(cell));
  if (here < 0) return by > 0 ? queue[0] : queue[queue.length - 1];
  return by > 0 ? queue.find((cell) => cell > here) ?? queue[0] : queue.findLast((cell) => cell < here);
}

/** The next open cell of the queue behind the current one, else the first; undefined where all are settled. */
function nextOpen(report) {
  const order = walkOrder(report);
  const queue = new Set(queueOf(report));
  const here = order.indexOf(now.cell);
  return [...order.slice(here + 1), ...order.slice(0, here + 1)].find((cell) => queue.has(cell) && !isSettled(report, cell));
}

/** Let other cells through; the keys go to the form again, but where the list of filters was opened by the keyboard. */
function setFilter(key, stay) {
  now.filter = key;
  showAgain();
  if (stay) document.getElementById("filter").focus();
  else focusCurrent();
}

/** How many cells have each status: buttons that show those alone, and again all. */
function statusChips(report) {
  return make("ul", { class: "legend", id: "legend" }, [...STATUS, "decided"].map((key) => make("li", null,
    make("button", { type: "button", class: `chip s-${key}`, title: say(`about_${key}`), "aria-pressed": String(now.filter === key), onclick: () => setFilter(now.filter === key ? "doubtful" : key) },
      sign(key), ` ${key === "decided" ? say(key) : named("status", key)} ${countOf(report, key)}`))));
}

function filtersView(report) {
  let byHand = false;
  const statuses = make("select", { id: "filter", onpointerdown: () => { byHand = true; }, onkeydown: () => { byHand = false; }, onchange: (event) => setFilter(event.target.value, !byHand) },
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
