// Keys to actions. What is typed into a field is left alone, and so is what an input method is composing.

/** The key that a person means: what the layout gives where that is a plain character, else the place on the keyboard. */
function keyOf(event) {
  if (/^[!-@[-`{-~]$/.test(event.key)) return event.key;
  const letter = /^[a-z]$/i.test(event.key) ? event.key : (/^Key([A-Z])$/.exec(event.code) || [])[1];
  if (letter) return event.shiftKey ? letter.toUpperCase() : letter.toLowerCase();
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return event.key;
}

function digitOf(event) {
  const found = /^[1-9]$/.exec(event.key) || /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  return found ? Number(found[found.length - 1]) : 0;
}

function isElsewhere(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  if (document.querySelector("dialog[open]") !== null || event.target.closest("input, textarea, [contenteditable]")) return true;
  return event.target.closest("select") !== null && !LEAVING.includes(keyOf(event));
}

/** The keys that lead out of a list of filters: it has no word that begins with one of them. */
const LEAVING = ["j", "k", "/", "?", "Escape"];

const SIGN_KEYS = ["/", "?"]; // before the digits: on some keyboards they share a key

function actionOf(event) {
  const key = keyOf(event);
  if (/^(Arrow|Page)/.test(key) && event.target.closest(".source, .card-known")) return undefined;
  if (key.startsWith("Page") && !(now.report && now.cell >= 0)) return undefined;
  if (key === "Enter") return event.target.closest("a, button, summary, label") ? undefined : () => enter(event.shiftKey);
  if (SIGN_KEYS.includes(key)) return ACTIONS[key];
  const digit = now.report ? digitOf(event) : 0;
  if (digit && event.shiftKey) return () => decideRow((cell) => optionsOf(cell)[optionAt(optionsOf(cell), digit)]);
  if (digit) return () => chooseBy(digit);
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
}

function onKey(event) {
  const action = isElsewhere(event) ? undefined : actionOf(event);
  if (!action) return;
  event.preventDefault();
  action();
}
