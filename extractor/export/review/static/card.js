// The card of the chosen cell: what is known of it, what can be chosen, the sums it stands in.
function cardView() {
  const report = now.report;
  if (!report || now.cell < 0) {
    return [make("p", { class: "note" }, report && report.cells.length ? say("no_cell_chosen") : ""), cardMessage()];
  }
  const cell = report.cells[now.cell];
  const decision = currentDecision();
  return [
    make("div", { class: "card-known", id: "known", tabindex: 0, role: "group", "aria-label": say("your_reading") },
      cardHead(report, cell, decision),
      make("div", { class: "card-body" }, make("div", { class: "card-choices" }, now.editing ? editor(report, cell) : choices(cell, decision)),
      make("div", { class: "card-facts" }, cellFacts(report, cell), cellSums(report), cellFindings(report), make("p", { class: "hint about" }, make("b", null, named("status", cell.status)), ": ", aboutStatus(cell))))),
    make("div", { class: "buttons" }, cardButtons(cell, decision)),
    cardMessage(),
  ];
}

/** Scroll what is known of the cell, wherever the focus is; nothing else moves. */
function scrollKnown(by) {
  const known = document.getElementById("known");
  if (known) known.scrollTop += by * 0.8 * known.clientHeight;
}

function cardMessage() {
  return make("div", { class: "card-foot" }, make("p", { id: "message", class: "message" }), cardFoot());
}

function cardHead(report, cell, decision) {
  return make("div", { class: "card-head" },
    make("h2", null, report.labels[now.cell]),
    make("span", { class: `badge s-${cell.status}`, title: aboutStatus(cell) }, sign(cell.status), " ", named("status", cell.status)),
    decision && make("span", { class: "badge s-decided" }, sign("decided"), " ", decision.by || say("your_reading"), ": ", make("b", null, valueText(decision)), ` (${say(`how_${decision.how}`)})`),
    isBroken(report, now.cell) && make("span", { class: "badge broken" }, SIGNS.broken, " ", say("sum_broken")),
    make("code", null, report.layout.paths[now.cell]), cardNotes(report, now.cell));
}

/** What a cell's status says of it; of a cell that is only read, what is missing. */
function aboutStatus(cell) {
  return cell.why.map((reason) => named("why_read", reason)).join(language ? "；" : "; ") || say(`about_${cell.status}`);
}

function choices(cell, decision) {
  const options = optionsOf(cell);
  const list = options.map((option, at) => {
    const chosen = decision && decision.how !== "report_wrong" && sameReading(decision, option);
    const why = option.how === "accepted" ? say("accept") : say("candidate");
    return make("li", null, button([optionKeys(options, at).map((key) => [make("kbd", null, key), " "]), make("b", null, amountText(option)), optionPrint(option), " ", make("small", null, why, option.by.length > 0 && `, ${byWhom(option)}`)],
      () => choose(at), { class: `choice ${at === now.option && !decision ? "marked" : ""}`, "aria-pressed": String(Boolean(chosen)) }, at === now.option ? "Enter" : ""));
  });
  return options.length > 0 && make("ol", { class: "options" }, list);
}

/** An option's value; of money with its unit, in groups of three digits. */
function amountText(option) {
  if (option.value === null || now.report.layout.quantities[now.cell] !== "money") return valueText(option);
  return `${option.value.toLocaleString("en-US", { maximumFractionDigits: 6 })} ${now.report.layout.units[now.cell]}`;
}

function optionPrint(option) {
  const same = option.printed === "" || option.printed === valueText(option);
  const inWan = countsInWan({ ...option, candidates: [] }, now.report.layout.quantities[now.cell]);
  return same ? "" : [" ", make("span", { class: "print" }, "“", option.printed, "”", inWan && " 万元")];
}

function byWhom({ by }) {
  if (onlySums(by)) return `${say("summed")} (${by.map((one) => named("witness", one)).join(", ")})`;
  return `${say("read_by")} ${by.map((one) => named("witness", one)).join(", ")}`;
}

function cellFacts(report, cell) {
  const rows = [
    [say("printed"), cell.state === "lost" ? say("cannot_be_told") : cell.printed === "" ? `${say("nothing_printed")} (${named("state", cell.state)})` : `“${cell.printed}”`],
    [say("witnesses"), cell.witnesses.map((one) => named("witness", one)).join(", ") || say("nobody")],
    [say("place"), placeText(report, cell)],
  ].filter(([, value]) => value !== "");
  return make("dl", null, rows.map(([name, value]) => [make("dt", null, name), make("dd", null, value)]));
}

function placeText(report, cell) {
  const parts = [];
  if (cell.at) parts.push(say("at_table", ...cell.at.map((number) => number + 1)));
  if (cell.placed) parts.push(named("placed", cell.placed));
  if (cell.place && !cell.at) parts.unshift(say("in_the_text"));
  if (!cell.place && !cell.at && !report.source.absent) parts.push(say("no_place"));
  return parts.join(", ");
}

function cellFindings(report) {
  const found = report.record.findings.map((finding, at) => [finding, at]).filter(([finding]) => finding.cells.includes(now.cell));
  if (!found.length) return null;
  return make("ul", { class: "card-findings" }, found.slice(0, 4).map(([finding, at]) => make("li", { class: `severity-${finding.severity}` },
    make("b", null, named("severity", finding.severity)), " ", make("a", { href: `#finding-${at}`, onclick: (event) => { event.preventDefault(); showPanelItem(`finding-${at}`); } }, finding.message))));
}

/** The sums that a cell stands in, with the values as decided so far. */
function cellSums(report) {
  const sums = report.layout.sums.filter(([, , left, right]) => left.includes(now.cell) || right.includes(now.cell));
  if (!sums.length) return null;
  return make("ul", { class: "sums" }, sums.map(([kind, , left, right, asserted]) => {
    const verdict = sumVerdict(report, left, right);
    const name = asserted ? named("witness", kind) : say("subtotal");
    const total = (side, value) => verdict.kind === "broken" && side.length > 1 && value;
    const [before, after] = [total(left, verdict.left), total(right, verdict.right)];
    return make("li", { class: `sum-${verdict.kind}` }, make("b", null, name), " ", sideText(report, left), before !== false && ` = ${before}`,
      verdict.kind === "broken" ? " ≠ " : " = ", after !== false && `${after} = `, sideText(report, right), " ", make("span", { class: "verdict" }, verdict.text));
  }));
}

function reading(report, cell) {
  return decisionOf(report.listed, report.layout.paths[cell]) || report.cells[cell];
}

function sideText(report, side) {
  const long = side.length > 8;
  const shown = long ? side.filter((cell) => cell === now.cell || reading(report, cell).value || isHole(reading(report, cell))) : side;
  const terms = shown.flatMap((cell, at) => {
    const here = reading(report, cell);
    const text = here.value !== null ? String(here.value) : here.state === "mark" ? here.printed : isHole(here) ? "?" : "␣";
    return [at ? " + " : "", cell === now.cell ? make("mark", { class: "term" }, text) : text];
  });
  return [terms.length ? terms : "0", long && shown.length < side.length && make("small", null, ` (${say("zeros_out", side.length - shown.length)})`)];
}

function isHole(cell) {
  return cell.value === null && !["blank", "mark"].includes(cell.state);
}

/** Whether a sum holds: as in the forms, a blank or mark counts as 0, and a side without a number asserts nothing. */
function sumVerdict(report, left, right) {
  const sides = [left, right].map((side) => side.map((cell) => reading(report, cell)));
  if (sides.some((side) => side.some(isHole))) return { kind: "untested", text: `– ${say("untested")}` };
  if (sides.some((side) => side.every((cell) => cell.value === null))) return { kind: "untested", text: `– ${say("empty_side")}` };
  const [left_sum, right_sum] = sides.map((side) => Number(side.reduce((sum, cell) => sum + (cell.value || 0), 0).toFixed(6)));
  if (left_sum === right_sum) return { kind: "holds", text: `✓ ${say("holds")}` };
  return { kind: "broken", left: left_sum, right: right_sum, text: `✗ ${say("broken")}` };
}

function editor(report, cell) {
  const quantity = report.layout.quantities[now.cell];
  const unit = report.layout.units[now.cell];
  const inWan = countsInWan(report.read ? report.read[now.cell] : cell, quantity);
  const echo = make("output", { class: "echo", for: "typed", "aria-live": "polite" });
  const input = make("input", { id: "typed", type: "text", autocomplete: "off", spellcheck: "false", value: cell.state === "lost" ? "" : cell.printed, "aria-describedby": "typed-hint" });
  const show = () => {
    const typed = readTyped(input.value, quantity, inWan);
    echo.className = `echo ${typed.problem ? "problem" : ""}`;
    echo.replaceChildren(...visible(typed.problem ? say(typed.problem) : say("is_value", valueText(typed), typed.value === null ? "" : unit)));
  };
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leaveEditor();
    else if (event.key === "Enter" && !event.isComposing) keepTyped(readTyped(input.value, quantity, inWan));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  show();
  return [make("label", { for: "typed" }, say("type_label", unit)), " ", input, " ", echo, make("p", { id: "typed-hint", class: "hint" }, say("type_hint"), inWan && ` ${say("type_wan")}`)];
}
