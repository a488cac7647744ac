// Decisions: what stands by the service's word, and on top of it what is still on its way there.
const state = { standing: {}, undo: null, reviewed: null, events: [], reasons: new Map(), settled: new Set(), history: null };

function decisionOf(_, path) {
  const waiting = outbox.items.findLast((step) => step.path === path) || outbox.sent.findLast((step) => step.path === path);
  if (waiting) return waiting.kind === "decide" ? { ...waiting.reading, by: PAGE.person, why: waiting.why } : undefined;
  const found = state.standing[path];
  return found && found.current ? found : undefined;
}

/** Decide or, with undefined, withdraw; a note that was written for the cell goes along. */
function decide(changes) {
  for (const [, path, reading] of changes) {
    const why = now.why || undefined;
    putOut(reading ? { kind: "decide", path, reading: sendable(reading), why } : { kind: "withdraw", path, why });
  }
  now.why = "";
}

/** A reading as the service takes it: no characters that steer, no text longer than a cell's. */
function sendable({ state: kind, value, printed, how }) {
  return { state: kind, value, printed: printed.replace(/[\x00-\x1f\x7f]/g, " ").slice(0, 200), how };
}

/** The newest step since the state was loaded that no undo has taken back; with the version that it made, once it is taken. */
function newestStep() {
  const left = [];
  for (const step of [...outbox.sent, ...outbox.items]) {
    if (step.kind === "undo") left.pop();
    else left.push(step);
  }
  return left.pop();
}

/** Take the person's own last step back; returns what it was about, or undefined where there is none. */
function undoLast() {
  const last = newestStep() || state.undo;
  if (!last) return undefined;
  const waiting = outbox.items[outbox.items.length - 1];
  if (waiting === last && !last.tried) {
    outbox.items.pop();
    keepOutbox();
    showSending();
  } else {
    if (last === state.undo) state.undo = null;
    putOut({ kind: "undo", undoes: last.version });
  }
  return [[REPORTS[0], last.path || "", last.why]];
}

/** True where a decision stands, or the sums have verified the cell after decisions about others. */
function isSettled(report, cell) {
  return isDecided(report, cell) || state.settled.has(cell);
}

function settledCount(listed) {
  return listed.doubts.filter((cell) => isSettled(now.report, cell)).length;
}

function progress() {
  return [settledCount(REPORTS[0]), REPORTS[0].doubts.length];
}

async function fetchState() {
  const answer = await fetch(`/reports/${PAGE.report}/state${location.search}`, { credentials: "same-origin", headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** Ask what the report has become, and show it. */
async function loadState() {
  let given;
  try {
    given = await fetchState();
  } catch {
    return;
  }
  if (takeState(given)) showChanges();
}

/** Take over what the report has become; false where the source was read anew, and the page is drawn anew. */
function takeState(given) {
  const { report } = now;
  if (given.reading !== PAGE.reading) {
    outbox.leaving = true;
    location.reload();
    return false;
  }
  if (!outbox.items.length || given.version !== outbox.version) {
    outbox.sent = [];
    state.undo = given.undo;
  } // else an undo that waits is about one of these steps, and the next undo about the one before it
  if (!outbox.items.length) outbox.version = given.version;
  Object.assign(state, { standing: given.standing, reviewed: given.reviewed, events: given.events, reasons: new Map(given.queue) });
  state.settled = new Set(given.queue.filter(([cell, , settled]) => settled && !given.standing[report.layout.paths[cell]]).map(([cell]) => cell));
  state.history = new DOMParser().parseFromString(given.history, "text/html").body;
  report.listed.doubts = given.queue.map(([cell]) => cell);
  report.listed.counts = given.counts;
  report.record.findings = (given.findings ?? report.asRead).map((finding) => ({ ...finding, place: placeOfFinding(report, finding) }));
  report.cells = report.read.map((cell, at) => (!given.cells || decisionOf(null, report.layout.paths[at]) ? cell : { ...decodeCell(given.cells[at]), place: cell.place }));
  keepOutbox();
  return true;
}

/** Findings are told anew without places: one that was there before keeps its own. */
function placeOfFinding(report, { kind, message }) {
  const same = report.record.findings.find((finding) => finding.kind === kind && finding.message === message);
  return same ? same.place : 0;
}
