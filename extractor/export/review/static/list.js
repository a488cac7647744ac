// The list of reports, the worst first; its rows are made as they come into view.
const CHUNK = 100;
let listFilter = { text: "", open: false };
let listPlace = 0;

function listView() {
  const rows = REPORTS.map((_, number) => number).filter(isListed);
  const body = make("tbody");
  const table = make("table", { class: "list" }, make("thead", null, listHead()), body);
  const shown = INDEX.total > REPORTS.length && make("p", { class: "note" }, say("shown_of", REPORTS.length, INDEX.total));
  fillSlowly(body, rows);
  return make("main", { class: "list-view" },
    make("h1", null, say("reports"), " ", make("small", null, say("worst_first"))), shown, listFilters(), legend(),
    make("div", { class: "wide" }, table), !rows.length && make("p", { class: "note" }, say("nothing_found")), failedSources());
}

function isListed(number) {
  const listed = REPORTS[number];
  const text = `${listed.organization || ""} ${listed.year || ""} ${listed.source}`.toLowerCase();
  if (!text.includes(listFilter.text.toLowerCase())) return false;
  return !listFilter.open || settledCount(listed) < listed.doubts.length;
}

function listHead() {
  const counts = STATUS.map((status) => make("th", { scope: "col", class: "number" }, sign(status), named("status", status)));
  return make("tr", null,
    make("th", { scope: "col", class: "number" }, "#"), make("th", { scope: "col" }, say("organization")),
    make("th", { scope: "col" }, say("year")), make("th", { scope: "col" }, say("form")),
    make("th", { scope: "col" }, say("to_settle")), counts,
    make("th", { scope: "col" }, say("findings")), make("th", { scope: "col" }, say("source")));
}

function listRow(number) {
  const listed = REPORTS[number];
  const doubts = listed.doubts.length;
  const settled = settledCount(listed);
  const [errors, warnings, notes] = listed.findings;
  const found = [["error", errors], ["warning", warnings], ["note", notes]].filter(([, count]) => count);
  return make("tr", { "data-report": number, onclick: () => go(number) },
    make("td", { class: "number" }, number + 1),
    make("th", { scope: "row" }, make("a", { href: `#r${number + 1}` }, listed.organization || say("no_organization"))),
    make("td", null, listed.year), make("td", null, listed.form),
    make("td", { class: doubts && settled === doubts ? "settled" : "" },
      doubts ? make("span", null, meter(settled, doubts), ` ${settled} / ${doubts}`) : say("nothing_doubtful")),
    listed.counts.map((count, at) => make("td", { class: `number ${count ? `s-${STATUS[at]}` : "zero"}` }, count)),
    make("td", null, found.map(([severity, count]) => make("span", { class: `severity-${severity}` }, `${named("severity", severity)} ${count} `))),
    make("td", { class: "file" }, listed.source));
}

/** Fill the table's body a chunk at a time, the next one when the end of the last comes near. */
function fillSlowly(body, numbers) {
  let done = 0;
  const more = () => {
    for (const number of numbers.slice(done, done + CHUNK)) body.append(listRow(number));
    done += CHUNK;
  };
  more();
  body.fill = () => {
    while (done < numbers.length) more();
  };
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    if (done < numbers.length) {
      more();
      watch.observe(body.lastElementChild);
    }
  }, { rootMargin: "800px" });
  if (done < numbers.length) watch.observe(body.lastElementChild);
}

function listFilters() {
  const text = make("input", { type: "search", value: listFilter.text, id: "list-text",
    oninput: (event) => { listFilter.text = event.target.value; showList("list-text"); } });
  const open = make("input", { type: "checkbox", checked: listFilter.open, id: "list-open",
    onchange: (event) => { listFilter.open = event.target.checked; showList("list-open"); } });
  return make("form", { class: "filters", onsubmit: (event) => event.preventDefault() },
    make("label", null, say("filter_reports"), " ", text), make("label", null, open, " ", say("open_only")));
}

function failedSources() {
  if (!INDEX.failed.length) return null;
  const more = INDEX.failed_total - INDEX.failed.length;
  return make("section", null,
    make("h2", null, say("failed", INDEX.failed_total)),
    make("ul", null, INDEX.failed.map((failed) => make("li", null, make("b", null, failed.name), ` ${failed.kind}: ${failed.message}`)),
      more > 0 && make("li", null, say("failed_more", more))));
}

/** Move in the list by the keyboard. */
function stepInList(by) {
  const links = [...document.querySelectorAll(".list tbody a")];
  if (!links.length) return;
  const here = links.indexOf(document.activeElement);
  const at = here < 0 ? Math.min(listPlace, links.length - 1) : Math.max(0, Math.min(links.length - 1, here + by));
  links[at].focus();
  listPlace = at;
}

function reportEntry(number) {
  return { text: `${number + 1} · ${reportName(REPORTS[number])}`, go: () => go(number) };
}

/** What the palette finds among the reports. */
function reportsByNumber(number) {
  return REPORTS[number - 1] ? [reportEntry(number - 1)] : [];
}

function reportsByName(wanted) {
  const fits = (listed) => `${reportName(listed)} ${listed.source}`.toLowerCase().includes(wanted);
  return REPORTS.map((_, number) => number).filter((number) => fits(REPORTS[number])).slice(0, MOST_FOUND).map(reportEntry);
}

/** What is found elsewhere than in this page: nothing. */
function moreFound() {
  return [];
}
