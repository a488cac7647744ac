// The heads of a source's tables: the one that the rows in sight stand under stays in sight, or none.
const MOST_HEAD = 6;
const heads = new Map(); // a document or pane that scrolls, to the tables in it with their groups

/** Find the groups of the tables of a view, and keep the right head of each in sight while it scrolls. */
function freezeHeads(view, tables) {
  const known = new Set(now.report.cells.map(({ at }) => at && at.join("/")));
  const isNumber = (cell) => known.has(cell.dataset.at);
  if (!heads.has(view)) view.addEventListener("scroll", () => pinHeads(view), { passive: true });
  heads.set(view, [...tables].map((table) => headGroups([...table.rows], isNumber).map((group) => apart(table, group))).filter((groups) => groups.length));
  pinHeads(view);
}

/** A table's rows as `{head, body}`, a group for each head; none where a cell reaches from one into another. */
function headGroups(rows, isNumber) {
  const groups = [];
  let run = [];
  for (const row of rows) {
    const numbers = [...row.cells].filter(isNumber).map(columnOf);
    run.push(row);
    if (!numbers.length) continue;
    const above = run.slice(0, -1);
    const group = groups[groups.length - 1];
    if (!group || isHead(above, row)) groups.push({ head: above, body: [row], places: [] });
    else if (!above.length || goesOn(group, above, numbers)) group.body.push(...run);
    else groups.push({ head: [], body: run, places: [] });
    groups[groups.length - 1].places.push(numbers.join());
    run = [];
  }
  groups[groups.length - 1]?.body.push(...run);
  const parts = groups.flatMap(({ head, body }) => [head, body]);
  const whole = parts.every((part) => part.every((row, at) => [...row.cells].every((cell) => at + cell.rowSpan <= part.length)));
  const usable = groups.every(({ head }) => head.length <= MOST_HEAD && !head.some((row) => row.querySelector("table")));
  return whole && usable && groups.some(({ head }) => head.length) ? groups : [];
}

function columnOf(cell) {
  return Number((cell.dataset.at || "").split("/")[2]);
}

/** True for rows between numbers that are a head: all legible words, and a word above each cell of the row below. */
function isHead(rows, below) {
  const cells = rows.flatMap((row) => [...row.cells]);
  if (!cells.length || !cells.every((cell) => /[^\d\s.,，．]/.test(cell.textContent))) return false;
  const last = rows.flatMap((row, at) => [...row.cells].filter((cell) => at + cell.rowSpan >= rows.length));
  return last.map(columnOf).sort((one, two) => one - two).join() === [...below.cells].map(columnOf).join();
}

/** True where rows without a number leave the head above them in force: the numbers go on in the same columns, under no new title. */
function goesOn(group, between, numbers) {
  const titled = group.head.length > 0 && group.head[0].cells.length === 1;
  return group.places.includes(numbers.join()) && !(titled && between.some((row) => row.cells.length === 1));
}

/** Put a group's rows into parts of the table of their own. */
function apart(table, { head, body }) {
  const part = (rows) => {
    const made = table.ownerDocument.createElement("tbody");
    made.append(...rows);
    table.append(made);
    return made;
  };
  return { head: part(head), body: part(body) };
}

/** Pin of each table the head of the first row that is seen; one that is about to be pushed away is none. */
function pinHeads(view) {
  const edge = view.body ? 0 : view.getBoundingClientRect().top;
  for (const groups of heads.get(view)) {
    let at = 0;
    const start = ({ head, body }) => body.getBoundingClientRect().top - head.offsetHeight;
    while (groups[at + 1] && start(groups[at + 1]) < edge + groups[at].head.offsetHeight) at += 1;
    groups.forEach(({ head }, number) => head.classList.toggle("frozen", number === at && head.rows.length > 0));
  }
}
