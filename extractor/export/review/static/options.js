// What can be chosen for a cell: the reading that stands, then the candidates; each value once.
function optionsOf(cell) {
  const found = [];
  const put = (option) => {
    const same = found.find((other) => sameReading(other, option) && (option.state !== "mark" || other.printed === option.printed));
    if (same) same.by = [...new Set([...same.by, ...option.by])];
    else found.push(option);
  };
  const stands = cell.status === "repaired" || (cell.state === "number" ? cell.value !== null : ["blank", "mark"].includes(cell.state));
  if (stands) {
    const state = cell.value === null ? cell.state : "number";
    put({ state, value: cell.value, printed: cell.printed, by: cell.witnesses, how: "accepted" });
  }
  for (const { value, printed, by } of cell.candidates) {
    const state = candidateState(value, printed);
    put({ state, value, printed, by, how: state === "unreadable" ? "unreadable" : "candidate" });
  }
  return found;
}

function candidateState(value, printed) {
  if (value !== null) return "number";
  if (printed.trim() === "") return "blank";
  return /[\p{Nd}\p{No}]/u.test(printed) ? "unreadable" : "mark";
}

/** The choice that Enter takes: the first one that a reader gave; -1 where there is none. */
function defaultOption(options) {
  return options.length && (options[0].how === "accepted" || !onlySums(options[0].by)) ? 0 : -1;
}

/** What it is to say that no number can be read: lost stays lost, everything else is unreadable. */
function unreadable(cell) {
  return { state: cell.state === "lost" ? "lost" : "unreadable", value: null, printed: cell.printed, how: "unreadable" };
}
