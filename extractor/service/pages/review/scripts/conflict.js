// Somebody else was quicker: what they did is said before anything of it, or of one's own, is lost.
async function showConflict() {
  if (document.querySelector("dialog.conflict")) return;
  let given;
  try {
    given = await fetchState();
  } catch {
    outbox.held = "not_sent";
    outbox.timer = setTimeout(flush, outbox.wait);
    return;
  }
  const news = given.events.filter((event) => event.version > outbox.version);
  const paths = new Set(outbox.items.map((step) => step.path).filter(Boolean));
  const same = news.some((event) => paths.has(event.path) || !event.path);
  const theirs = button(say("conflict_theirs"), () => end(() => { outbox.items = []; }));
  const mine = button(say("conflict_mine"), () => end(() => {}));
  const dialog = openDialog(say("conflict"), make("h2", null, say("conflict")),
    make("p", null, say("conflict_said")), newsOf(given, news),
    make("p", null, say(same ? "conflict_same" : "conflict_other", outbox.items.map(stepText).join("; "))),
    make("div", { class: "buttons" }, same ? [theirs, mine] : [mine, theirs]));
  dialog.classList.add("conflict");
  dialog.querySelector(".buttons button").focus();
  const end = (change) => {
    change();
    Object.assign(outbox, { version: given.version, held: "" });
    keepOutbox();
    dialog.close();
    if (!takeState(given)) return;
    showChanges();
    showSending();
    flush();
  };
}

/** The others' steps, as the history tells them. */
function newsOf(given, news) {
  const list = make("ol", { class: "history" });
  const told = new DOMParser().parseFromString(given.history, "text/html");
  const versions = new Set(news.map((event) => String(event.version)));
  for (const line of told.querySelectorAll("[data-version]")) if (versions.has(line.dataset.version)) list.append(document.adoptNode(line));
  if (!list.childElementCount || given.reading !== PAGE.reading) list.append(make("li", null, say("conflict_reading")));
  return list;
}

function stepText(step) {
  const label = step.path ? now.report.labels[now.report.layout.paths.indexOf(step.path)] : "";
  if (step.kind === "decide") return `${label}: ${valueText(step.reading)}`;
  return `${say(step.kind === "withdraw" ? "withdraw" : step.kind === "undo" ? "undo" : "step_review")} ${label}`.trim();
}
