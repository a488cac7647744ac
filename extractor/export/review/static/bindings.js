// The keys of the static page, and the buttons that do the same.
const KEYS = [
  ["j k", "key_next"], ["n p", "key_report"], ["Enter", "key_enter"], ["1–9", "key_digits"], ["e", "key_edit"], ["x", "key_unreadable"],
  ["Shift + Enter", "key_accept_row"], ["Shift + 1–9 Shift + x", "key_row"], ["u", "key_undo"], ["← ↑ ↓ →", "key_arrows"], ["PgDn PgUp", "key_known"], ["/", "key_search"], ["g", "key_goto"],
  ["s", "key_source"], ["l", "key_list"], ["w", "key_save"], ["?", "key_help"],
];

const ACTIONS = {
  j: () => step(1), k: () => step(-1), n: () => stepReport(1), p: () => stepReport(-1), e: edit, x: markUnreadable, X: () => decideRow(unreadable), u: undo,
  "?": showHelp, "/": () => showPalette("search"), g: () => showPalette("goto"), l: goList, w: saveDecisions, Escape: focusCurrent,
  s: () => now.report && togglePane(), Delete: withdraw, Backspace: withdraw,
  PageDown: () => scrollKnown(1), PageUp: () => scrollKnown(-1),
  ArrowLeft: () => arrow(-1, 0), ArrowRight: () => arrow(1, 0), ArrowUp: () => arrow(0, -1), ArrowDown: () => arrow(0, 1),
};

function stepReport(by) {
  if (!now.report) {
    stepInList(by);
    return;
  }
  const number = now.report.number + by;
  if (REPORTS[number]) go(number);
  else announce(say(by > 0 ? "last_report" : "first_report"));
}

/** What Enter does where nothing else takes it. */
function enter(shift) {
  if (now.report) return shift ? acceptRow() : choose(now.option);
  return go(listPlace);
}

function cardButtons(cell, decision) {
  return [
    acceptRowButton("Shift Enter"),
    button(say("type"), edit, null, "e"),
    button(cell.state === "lost" ? say("confirm_lost") : say("mark_unreadable"), markUnreadable, { "aria-pressed": String(Boolean(decision && decision.how === "unreadable")) }, "x"),
    button(say("undo"), undo, null, "u"),
    button(say("withdraw"), withdraw, { disabled: !decision, title: decision ? false : say("nothing_to_withdraw") }, "Del"),
    make("span", { class: "spacer" }),
    button(say("previous"), () => step(-1), null, "k"), button(say("next"), () => step(1), null, "j"),
  ];
}

function cardFoot() {
  return [];
}

function cardNotes() {
  return [];
}

/** The keys that choose an option, and which one a digit chooses. */
function optionKeys(_, at) {
  return [at + 1];
}

function optionAt(_, digit) {
  return digit - 1;
}
