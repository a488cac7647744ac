// What a person does: decisions about the chosen cell, and steps from cell to cell.
function currentDecision() {
  return decisionOf(now.report.listed, now.report.layout.paths[now.cell]);
}

function hasCell() {
  return now.report !== null && now.cell >= 0;
}

/** Keep a decision about some cells of the report that is open, and go on to the next open one. */
function keepDecision(pairs) {
  const { report } = now;
  const { aside } = now;
  decide(pairs.map(([cell, { state, value, printed, how }]) => [report.listed, report.layout.paths[cell], { state, value, printed, how }]));
  now.editing = false;
  showChanges();
  const next = aside ? undefined : nextOpen(report);
  if (next !== undefined) select(next, { from: "queue" });
  else focusCurrent();
  announce(`${decidedText(report, pairs)} ${next === undefined ? restText(report) : ""}`.trim());
}

/** What was decided, and how: a row says of each cell what it became. */
function decidedText(report, pairs) {
  const [cell, decision] = pairs[0];
  const values = pairs.map(([, each]) => valueText(each)).join(", ");
  if (pairs.length > 1) return say(decision.how === "unreadable" ? "row_unreadable" : decision.how === "accepted" ? "row_accepted" : "row_chosen", pairs.length, values);
  return decision.how === "unreadable" ? say("decided_now", report.labels[cell], values) : say("decided_how", report.labels[cell], values, say(`how_${decision.how}`));
}

/** Where the walk goes on, when it stays where it is after a decision. */
function restText(report) {
  const [done, all] = progress();
  if (settledCount(report.listed) < report.listed.doubts.length) return say(now.aside ? "walk_waits" : "end_of_filter");
  return done === all ? everythingSettled() : say("all_settled");
}

function choose(at) {
  if (!hasCell()) return;
  const option = optionsOf(now.report.cells[now.cell])[at];
  if (option) keepDecision([[now.cell, option]]);
  else announce(at < 0 ? say("nothing_to_accept") : say("no_such_option", at + 1));
}

function chooseBy(digit) {
  if (!hasCell()) return;
  const at = optionAt(optionsOf(now.report.cells[now.cell]), digit);
  if (at >= 0) choose(at);
  else announce(say("no_such_option", digit));
}

/** The current cell, and the doubtful cells of its row that are open and of the same status and state. */
function alikeInRow() {
  const { report } = now;
  const here = report.cells[now.cell];
  const alike = (cell) => report.cells[cell].status === here.status && report.cells[cell].state === here.state;
  return rowOf(now.cell).filter((cell) => cell === now.cell || (report.listed.doubts.includes(cell) && !isSettled(report, cell) && alike(cell)));
}

/** The same decision for all that are alike in the row. */
function decideRow(make_decision) {
  if (!hasCell()) return;
  const { report } = now;
  const pairs = alikeInRow().map((cell) => [cell, make_decision(report.cells[cell])]).filter(([, decision]) => decision);
  if (pairs.length) keepDecision(pairs);
  else announce(say("nothing_to_accept"));
}

/** The one reading that a cell shows, or undefined where it shows none or several; what only sums ask for is no reading. */
function onlyReading(cell) {
  const read = optionsOf(cell).filter(({ how, by }) => how === "accepted" || !onlySums(by));
  return read.length === 1 ? read[0] : undefined;
}

/** The cells of the row that nobody settled and that show one reading, also those that are read and not in the queue. */
function acceptableInRow() {
  const { report } = now;
  const waits = (cell) => report.listed.doubts.includes(cell) || report.cells[cell].status === "read";
  return rowOf(now.cell).filter((cell) => waits(cell) && !isSettled(report, cell) && onlyReading(report.cells[cell]));
}

/** Why the row cannot be accepted in one step; empty where it can. */
function rowRefusal() {
  const cells = acceptableInRow();
  if (!cells.length) return say("row_nothing");
  return cells.length === 1 && cells[0] === now.cell ? say("row_this_alone") : "";
}

function acceptRow() {
  if (!hasCell()) return;
  const refusal = rowRefusal();
  if (refusal) announce(refusal);
  else keepDecision(acceptableInRow().map((cell) => [cell, onlyReading(now.report.cells[cell])]));
}

function acceptRowButton(key) {
  const refusal = rowRefusal();
  return button(refusal ? say("accept_row") : say("accept_row_of", acceptableInRow().length), acceptRow, { title: refusal || say("key_accept_row"), disabled: refusal !== "" }, key);
}

function markUnreadable() {
  if (hasCell()) keepDecision([[now.cell, unreadable(now.report.cells[now.cell])]]);
}

function withdraw() {
  if (!hasCell()) return;
  if (!currentDecision()) {
    announce(say("nothing_to_withdraw"));
    return;
  }
  decide([[now.report.listed, now.report.layout.paths[now.cell], undefined]]);
  showChanges();
  focusCurrent();
}

function undo() {
  const before = undoLast();
  if (!before) {
    announce(say("nothing_to_undo"));
    return;
  }
  const [listed, path] = before[0];
  const cell = now.report && now.report.listed === listed ? now.report.layout.paths.indexOf(path) : -1;
  showChanges();
  if (cell >= 0) select(cell, { from: "queue" });
  announce(say("undone", before.length > 1 ? say("row_done", before.length) : `${reportName(listed)} ${path}`));
}

function edit() {
  if (!hasCell()) return;
  now.editing = true;
  showCard();
  const input = document.getElementById("typed");
  input.focus();
  input.select();
}

function leaveEditor() {
  now.editing = false;
  showCard();
  focusCurrent();
}

function keepTyped(typed) {
  if (typed.problem) announce(say(typed.problem));
  else keepDecision([[now.cell, { ...typed, how: typed.state === "unreadable" ? "unreadable" : "typed" }]]);
}

function step(by) {
  if (!now.report) {
    stepInList(by);
    return;
  }
  const next = nextInQueue(now.report, by);
  if (next === undefined) announce(say(by > 0 ? "end_of_queue" : "start_of_queue"));
  else select(next, { from: "queue" });
}

function arrow(right, down) {
  if (!now.report) {
    stepInList(down);
    return;
  }
  const cell = neighbour(now.cell, right, down);
  if (cell >= 0) select(cell, { from: "arrow" });
}
