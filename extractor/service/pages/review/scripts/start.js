// The page begins: the report as it was read, then what was done with it.
function cellOfAddress(report) {
  return report.layout.paths.indexOf(decodeURIComponent(location.hash.slice(1)));
}

function start() {
  language = Number(INDEX.lang === "zh");
  const report = loadReport(0);
  report.read = report.cells;
  report.asRead = report.record.findings;
  now.report = report;
  restoreOutbox();
  takeState(JSON.parse(document.getElementById("state").textContent));
  const asked = cellOfAddress(report);
  showReport(report, asked >= 0 ? asked : nextOpen(report) ?? report.listed.doubts[0] ?? (report.cells.length ? 0 : -1));
  refreshBar();
  showHistory();
  if (!report.listed.doubts.length) announce([say("nothing_to_do"), readAlone() ? say("read_alone", readAlone()) : ""].filter(Boolean).join(" "));
  bindNeighbours();
  document.addEventListener("keydown", onKey);
  document.getElementById("done").addEventListener("click", markReviewed);
  document.getElementById("label").addEventListener("click", (event) => { event.preventDefault(); saveLabel(); });
  document.getElementById("help").addEventListener("click", showHelp);
  document.getElementById("pane").addEventListener("click", togglePane);
  addEventListener("hashchange", () => {
    const cell = cellOfAddress(report);
    if (cell >= 0 && cell !== now.cell) select(cell, { from: "panel" });
  });
  addEventListener("online", flush);
  addEventListener("beforeunload", (event) => { if (outbox.items.length && !outbox.leaving) event.preventDefault(); });
  if (outbox.items.length) flush();
}

start();
