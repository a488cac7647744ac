// Decisions: a person's readings, kept in the browser by the sha256 of the source and the path of the cell.
const STORE = "gongkai.review.1:";
const memory = new Map();
const undoable = [];
let kept = true;

function stored(sha256) {
  if (!memory.has(sha256)) {
    let found = {};
    try {
      found = JSON.parse(localStorage.getItem(STORE + sha256)) || {};
    } catch {
      found = {};
    }
    memory.set(sha256, new Map(Object.entries(found).filter(([, decision]) => isDecision(decision))));
  }
  return memory.get(sha256);
}

/** True for the part of a decision that this page keeps. */
function isDecision(decision) {
  if (typeof decision !== "object" || decision === null || !STATE.includes(decision.state)) return false;
  const { value, printed } = decision;
  return typeof printed === "string" && (decision.state === "number" ? Number.isFinite(value) : value === null);
}

function keep(sha256) {
  try {
    const decisions = stored(sha256);
    if (decisions.size) localStorage.setItem(STORE + sha256, JSON.stringify(Object.fromEntries(decisions)));
    else localStorage.removeItem(STORE + sha256);
  } catch {
    kept = false;
  }
}

function keepingWorks() {
  try {
    localStorage.setItem(STORE + "try", "1");
    localStorage.removeItem(STORE + "try");
  } catch {
    kept = false;
  }
  return kept;
}

/** A report's decision about a path, or undefined. */
function decisionOf(listed, path) {
  return stored(listed.sha256).get(`${listed.ordinal}/${path}`);
}

/** Set or, with undefined, withdraw decisions `[listed, path, decision]`, as one step that can be undone. */
function decide(changes) {
  const before = changes.map(([listed, path]) => [listed, path, decisionOf(listed, path)]);
  undoable.push(before);
  put(changes);
}

/** Take the last step back; returns what was changed, or undefined where there is nothing to undo. */
function undoLast() {
  const before = undoable.pop();
  if (before) put(before);
  return before;
}

function put(changes) {
  for (const [listed, path, decision] of changes) {
    const key = `${listed.ordinal}/${path}`;
    if (decision) stored(listed.sha256).set(key, decision);
    else stored(listed.sha256).delete(key);
  }
  for (const sha256 of new Set(changes.map(([listed]) => listed.sha256))) keep(sha256);
}

/** True where nothing is left to do about a cell: here only a decision does that. */
function isSettled(report, cell) {
  return isDecided(report, cell);
}

/** How many of a report's doubtful cells are decided. */
function settledCount(listed) {
  const { paths } = INDEX.layouts[listed.layout];
  return listed.doubts.filter((cell) => decisionOf(listed, paths[cell])).length;
}

function progress() {
  const all = REPORTS.reduce((sum, listed) => sum + listed.doubts.length, 0);
  return [REPORTS.reduce((sum, listed) => sum + settledCount(listed), 0), all];
}
