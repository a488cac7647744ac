// The keys of this page, and the buttons that do the same.
const KEYS = [
  ["j k", "key_next"], ["Enter", "key_enter"], ["1–9", "key_digits"], ["e", "key_edit"], ["b", "key_blank"], ["x", "key_unreadable"], ["r", "key_wrong"],
  ["Shift + Enter", "key_accept_row"], ["Shift + 1–9 Shift + x", "key_row"], ["c", "key_note"], ["u", "key_undo"], ["Del", "key_withdraw"], ["d", "key_done"], ["Shift + d", "key_reopen"],
  ["n p", "key_report"], ["← ↑ ↓ →", "key_arrows"], ["PgDn PgUp", "key_known"], ["v", "key_view"], ["s", "key_source"], ["/", "key_search"], ["g", "key_goto"], ["l", "key_list"], ["w", "key_save"], ["?", "key_help"],
];

const ACTIONS = {
  j: () => step(1), k: () => step(-1), e: edit, b: markBlank, x: markUnreadable, X: () => decideRow(unreadable), r: reportIsWrong, c: takeNote, u: undoStep,
  d: markReviewed, D: reopen, n: () => goReport("next"), p: () => goReport("previous"), v: () => wantView(pane.frame.hidden ? "page" : "text"), s: togglePane,
  "?": showHelp, "/": () => showPalette("search"), g: () => showPalette("goto"), l: () => location.assign(PAGE.back), w: saveLabel, Escape: focusCurrent, Delete: withdraw, Backspace: withdraw,
  PageDown: () => scrollKnown(1), PageUp: () => scrollKnown(-1),
  ArrowLeft: () => arrow(-1, 0), ArrowRight: () => arrow(1, 0), ArrowUp: () => arrow(0, -1), ArrowDown: () => arrow(0, 1),
};

function enter(shift) {
  return shift ? acceptRow() : choose(now.option);
}

function cardButtons(cell, decision) {
  const pressed = (how) => ({ "aria-pressed": String(Boolean(decision && decision.how === how)) });
  return [
    acceptRowButton("⇧ Enter"),
    button(say("type"), edit, null, "e"),
    button(say("mark_blank"), markBlank, { "aria-pressed": String(Boolean(decision && decision.state === "blank" && decision.how === "typed")) }, "b"),
    button(cell.state === "lost" ? say("confirm_lost") : say("mark_unreadable"), markUnreadable, pressed("unreadable"), "x"),
    button(say("mark_wrong"), reportIsWrong, { ...pressed("report_wrong"), title: say("wrong_does") }, "r"),
    button(say("note"), takeNote, null, "c"),
    button(say("undo"), undoStep, null, "u"),
    button(say("withdraw"), withdraw, { disabled: !decision, title: decision ? false : say("nothing_to_withdraw") }, "Del"),
    make("span", { class: "spacer" }),
    button("‹", () => step(-1), { title: say("previous"), "aria-label": say("previous") }, "k"), button("›", () => step(1), { title: say("next"), "aria-label": say("next") }, "j"),
  ];
}

/** Which digit takes which option: 1 is always the rules reader, 2 the model where one read the report, the others follow. */
function optionDigits(options) {
  const { report } = now;
  report.modelRead ??= report.read.some((cell) => [cell.witnesses, ...cell.candidates.map(({ by }) => by)].some((by) => by.includes("model")));
  const digits = options.map(({ by }) => [["rules", 1], ["model", 2]].filter(([reader]) => by.includes(reader)).map(([, digit]) => digit));
  let next = report.modelRead ? 3 : 2;
  return digits.map((own) => (own.length ? own : [next++]));
}

function optionKeys(options, at) {
  return optionDigits(options)[at];
}

function optionAt(options, digit) {
  return optionDigits(options).findIndex((digits) => digits.includes(digit));
}

function markBlank() {
  if (hasCell()) keepDecision([[now.cell, { state: "blank", value: null, printed: "", how: "typed" }]]);
}

/** The print stands although it cannot be right: what a reader read is kept, and a finding says so. */
function reportIsWrong() {
  if (!hasCell()) return;
  const read = optionsOf(now.report.cells[now.cell]).find((option) => ["rules", "model", "ocr2"].some((reader) => option.by.includes(reader)));
  const printed = read || currentDecision();
  if (printed) keepDecision([[now.cell, { ...printed, how: "report_wrong" }]]);
  else announce(say("nothing_printed_to_keep"));
}

/** As `undo`, but a step may also be about the whole report. */
function undoStep() {
  const before = undoLast();
  if (!before) {
    announce(say("nothing_to_undo"));
    return;
  }
  const [, path, why] = before[0];
  const cell = now.report.layout.paths.indexOf(path);
  showChanges();
  if (cell >= 0) select(cell, { from: "queue" });
  if (cell >= 0 && why) {
    now.why = why;
    showCard();
  }
  announce([say("undone_step", cell >= 0 ? now.report.labels[cell] : say("step_review")), cell >= 0 && why ? say("note_back") : ""].filter(Boolean).join(" "));
  focusCurrent();
}

function takeNote() {
  if (!hasCell()) return;
  now.noting = true;
  showCard();
  document.getElementById("note").focus();
}

/** A note about a cell that is decided is a decision again; about another one it waits for the decision. */
function keepNote(text) {
  now.noting = false;
  now.why = text.trim();
  const decision = currentDecision();
  if (decision && now.why !== (decision.why || "")) {
    const said = say(now.why ? "note_saved" : "note_gone");
    decide([[now.report.listed, now.report.layout.paths[now.cell], decision]]);
    showChanges();
    announce(said);
  } else {
    if (decision) now.why = "";
    showCard();
    if (now.why) announce(say("note_waits"));
  }
  focusCurrent();
}

async function markReviewed() {
  const open = REPORTS[0].doubts.length - settledCount(REPORTS[0]);
  const alone = readAlone();
  const known = now.told && open <= now.told[0] && alone <= now.told[1];
  if (!state.reviewed && (open || alone) && !known) {
    now.told = [open, alone];
    announce([open ? say("still_open", open) : "", alone ? say("read_alone", alone) : "", say("press_again")].filter(Boolean).join(" "));
    return;
  }
  if (!state.reviewed) await putOut({ kind: "review" });
  if (outbox.items.length || !state.reviewed) return;
  if (PAGE.next) leaveTo(PAGE.next, true);
  else announce(`${say("reviewed_now")} ${say("no_next")}`);
}

async function reopen() {
  if (!state.reviewed) return;
  await putOut({ kind: "reopen" });
  if (!state.reviewed) announce(say("reopened"));
}

function goReport(which) {
  if (which === "previous" && cameFrom()) goBack();
  else if (which === "next" && PAGE.next) leaveTo(PAGE.next, false);
  else if (PAGE[which]) location.assign(PAGE[which]);
  else announce(say(which === "next" ? "last_report" : "first_report"));
}

/** A label is made of what is reviewed: of this report, else of the one that was just left. The message names it. */
function saveLabel() {
  const left = leftReport();
  if (!state.reviewed && !left) announce(say("label_not_yet", reportName(REPORTS[0])));
  else if (state.reviewed) takeLabel(PAGE.report, reportName(REPORTS[0]));
  else takeLabel(left.id, left.name);
}
