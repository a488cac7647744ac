// Decisions as a file, to hand on and to take up again (docs/review.md, "The file of decisions").
const FORMAT = "gongkai-decisions";
const FORMAT_VERSION = 1;

/** All decisions about reports of this page, in the order of sources, reports and printed cells. */
function decisionsFile() {
  const decisions = [];
  const inOrder = [...REPORTS].sort((one, two) => one.line - two.line || one.ordinal - two.ordinal);
  for (const listed of inOrder) {
    for (const path of INDEX.layouts[listed.layout].paths) {
      const decision = decisionOf(listed, path);
      if (!decision) continue;
      const { printed, state, value, how } = decision;
      const about = { source: listed.source, sha256: listed.sha256, report: listed.ordinal, path };
      decisions.push({ ...about, printed, state, value, how, witness: "human" });
    }
  }
  return { format: FORMAT, version: FORMAT_VERSION, decisions };
}

function saveDecisions() {
  const file = decisionsFile();
  const name = "decisions.json";
  const address = URL.createObjectURL(new Blob([JSON.stringify(file, null, 1) + "\n"], { type: "application/json" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  announce(say("exported", file.decisions.length, name));
}

/** Take up the decisions of a file's text; one step to undo. Throws where it is no such file. */
function takeDecisions(text) {
  const file = JSON.parse(text);
  if (file === null || file.format !== FORMAT || file.version !== FORMAT_VERSION || !Array.isArray(file.decisions)) {
    throw new Error(`format ${FORMAT}, version ${FORMAT_VERSION}`);
  }
  const reports = new Map(REPORTS.map((listed) => [`${listed.sha256}/${listed.ordinal}`, listed]));
  const changes = [];
  let strange = 0;
  for (const given of file.decisions) {
    const listed = isDecision(given) ? reports.get(`${given.sha256}/${given.report || 0}`) : undefined;
    if (!listed || !INDEX.layouts[listed.layout].paths.includes(given.path)) {
      strange += 1;
      continue;
    }
    const { state, value, printed } = given;
    const how = Object.hasOwn(WORDS, `how_${given.how}`) ? given.how : "typed";
    const before = decisionOf(listed, given.path);
    if (before && before.state === state && before.value === value && before.printed === printed) continue;
    changes.push([listed, given.path, { state, value, printed, how }]);
  }
  if (changes.length) decide(changes);
  return [file.decisions.length, changes.length, strange];
}

async function loadDecisions(file) {
  try {
    const counts = takeDecisions(await file.text());
    showAgain();
    announce(say("imported", ...counts));
  } catch (error) {
    announce(say("bad_file", error.message));
  }
}
