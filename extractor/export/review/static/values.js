// What a person types, read as a cell's value: the five states stay apart.
const MARKS = /^[\/／\-–—－―]+$|^无$/;
const NUMBER = /^([+-]?)(\d+)(?:\.(\d+))?(万?)(元|件|条|项|个|次|篇|人|人次|万元)?$/;
const LARGEST = 1e15;
const CHANGES = { 增: "+", 减: "-", "＋": "+", "－": "-", "−": "-" };

/** Read typed text for a kind of quantity: `{state, value, printed}`, or `{problem}` with the key of what is wrong.
 *  In a column of 万元 a number that says no unit is in 万元. */
function readTyped(text, quantity, inWan = false) {
  const printed = text.trim();
  if (printed === "") return { state: "blank", value: null, printed: "" };
  if (printed === "?" || printed === "？") return { state: "unreadable", value: null, printed: "" };
  if (MARKS.test(printed)) return { state: "mark", value: null, printed };
  const found = NUMBER.exec(plainDigits(printed));
  if (!found) return { problem: "bad_number" };
  const value = Number(found[1] + shifted(found[2], found[3] || "", found[4] || (inWan && !found[5]) ? 4 : 0));
  if (quantity === "count" && !(Number.isSafeInteger(value) && value >= 0)) return { problem: "bad_count" };
  if (quantity === "change" && !Number.isSafeInteger(value)) return { problem: "bad_change" };
  if (quantity === "money" && value < 0) return { problem: "bad_amount" };
  if (Math.abs(value) >= LARGEST) return { problem: "too_large" };
  return { state: "number", value, printed };
}

/** True where readers took the bare number that is printed in a cell of money for 万元: the column's head says so. */
function countsInWan(cell, quantity) {
  const bare = ({ printed, value }) => value && NUMBER.test(plainDigits(printed.trim())) && readTyped(printed, quantity).value !== value && readTyped(printed, quantity, true).value === value;
  return quantity === "money" && [cell, ...cell.candidates].some(bare);
}

function plainDigits(text) {
  return text
    .replace(/[０-９．]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/^[增减＋－−]/, (sign) => CHANGES[sign])
    .replace(/[,，\s]/g, "");
}

/** Digits with the point moved to the right, so that no product of floats is taken. */
function shifted(whole, part, places) {
  const moved = part.padEnd(places, "0");
  return `${whole}${moved.slice(0, places)}.${moved.slice(places) || "0"}`;
}

/** A cell's or decision's value as a person reads it: only a person says that the source does not have a cell. */
function valueText({ state, value, printed, how }) {
  if (value !== null) return String(value);
  if (state === "lost" && how) return `(${say("person_lost")})`;
  if (state === "mark") return printed;
  return `(${named("state", state)})`;
}
