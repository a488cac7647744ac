// What the report holds beside the form: findings, numbers of the prose, sections, what it says of its shortcomings.
function panelsView(report) {
  const { findings, facts, sections, problems, improvements } = report.record;
  return [
    panel("findings", findings.length, findings.length > 0, findings.map((finding, at) => findingItem(report, finding, at))),
    panel("facts", facts.length, false, facts.map((fact, at) => factItem(fact, at))),
    panel("sections", sections.length, sections.some(([, status]) => !["read", "empty"].includes(status)), sections.map((section) => sectionItem(report, section))),
    (problems.length > 0 || improvements.length > 0) && panel("shortcomings", problems.length + improvements.length, false, [...problems, ...improvements].map((text) => make("li", null, text))),
  ];
}

function panel(key, count, open, items) {
  return make("details", { class: `panel panel-${key}`, open }, make("summary", null, make("h2", null, say(key), ` (${count})`)),
    count ? make("ul", null, items) : make("p", { class: "note" }, say("none")));
}

function findingItem(report, finding, at) {
  const text = finding.place ? sourceLink("finding", at, finding.message) : make("span", null, finding.message);
  const shown = finding.cells.slice(0, 6);
  return make("li", { id: `finding-${at}`, tabindex: -1, class: `severity-${finding.severity}` },
    make("b", null, named("severity", finding.severity)), " ", text, " ", make("small", null, `${named("finding", finding.kind)}, ${named("blame", finding.blame)}`),
    shown.length > 0 && make("div", { class: "links" }, shown.map((cell) => cellLink(report, cell)), finding.cells.length > shown.length && make("small", null, say("more_cells", finding.cells.length - shown.length))),
    finding.explanations.map(([kind, terms]) => make("div", { class: "links" }, make("small", null, say("explained_by", named("explanation", kind))), terms.map(([cell, value]) => make("span", null, cellLink(report, cell), ` ${valueText(report.cells[cell])} → ${value === null ? "–" : value}`)))));
}

/** A link to a cell; it goes there and changes nothing. */
function cellLink(report, cell) {
  const parts = report.labels[cell].split(" · ");
  return make("a", { href: `#${report.layout.paths[cell]}`, class: "cell-link", title: say("goes_there"), onclick: (event) => { event.preventDefault(); select(cell, { from: "panel" }); } }, parts.slice(-2).join(" · "));
}

/** Words that lead to a mark in the source. */
function sourceLink(kind, at, text) {
  return make("a", { href: "#", class: "source-link", onclick: (event) => { event.preventDefault(); inText(() => light(places(kind, at), "current")); } }, text);
}

function factItem(fact, at) {
  const value = `${fact.approximate ? `${say("approximate")} ` : ""}${fact.value === null ? "–" : fact.value}${fact.unit ? ` ${fact.unit}` : ""}`;
  return make("li", { id: `fact-${at}`, tabindex: -1 },
    make("span", { class: `badge s-${fact.status}` }, sign(fact.status), " ", named("status", fact.status)), " ",
    make("b", null, named("metric", fact.metric)), ": ", value, fact.scope && ` (${fact.scope})`, " ",
    fact.place ? sourceLink("fact", at, `“${fact.quote}”`) : make("q", null, fact.quote));
}

function sectionItem(report, [kind, status, reason, place]) {
  const name = named("section", kind);
  return make("li", { class: `section-${status}` }, make("b", null, name), ": ", named("section_status", status), reason && ` – ${reason}`,
    place && !report.source.absent && [" ", make("a", { href: "#", class: "source-link", onclick: (event) => { event.preventDefault(); inText(() => showText(report, place[0])); } }, say("show_source"))]);
}

/** Scroll the source to where a place begins. */
function showText(report, start) {
  const blocks = report.source.blocks.map((block, at) => [blockStart(block), at]).filter(([at]) => at !== undefined && at <= start + 1);
  const last = blocks.length ? blocks[blocks.length - 1][1] : 0;
  const elements = document.querySelectorAll(".source-text > *");
  const offset = elements.length - report.source.blocks.length;
  if (elements[last + offset]) light([elements[last + offset]], "beside");
}

function blockStart(block) {
  if (block[0] === BLOCK.gap) return undefined;
  if (block[0] !== BLOCK.table) return block[1];
  const first = block[2].flat().find((cell) => cell[1] > 0);
  return first ? first[0] : undefined;
}

function showPanelItem(id) {
  const element = document.getElementById(id);
  if (!element) return;
  showForm();
  element.closest("details").open = true;
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
}
