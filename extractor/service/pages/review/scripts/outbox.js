// Steps that the service has not taken yet: sent in order, one at a time, and kept in the browser until it has them.
const PAGE = document.getElementById("app").dataset;
const BOX = `gongkai.outbox.1:${PAGE.report}:${PAGE.person}`;
const LONGEST_WAIT = 30_000;
const outbox = { items: [], sent: [], version: Number(PAGE.version), held: "", leaving: false, running: null, saved: false, wait: 1000, timer: 0 };

const known = new Set(); // keys of the steps that this page has had; others in the browser's keeping are another tab's

/** Take up what an earlier page could not send; it still names the version that its person saw. */
function restoreOutbox() {
  try {
    const found = JSON.parse(localStorage.getItem(BOX));
    if (found && Array.isArray(found.items) && found.items.length) Object.assign(outbox, { items: found.items, version: found.version });
    for (const { key } of outbox.items) known.add(key);
  } catch {
    outbox.items = [];
  }
}

/** Keep this page's steps beside those that another tab of the same person has not sent yet. */
function keepOutbox() {
  try {
    const there = JSON.parse(localStorage.getItem(BOX));
    const others = there && Array.isArray(there.items) ? there.items.filter(({ key }) => !known.has(key)) : [];
    const items = [...others, ...outbox.items];
    const version = others.length ? Math.min(there.version, outbox.version) : outbox.version;
    if (items.length) localStorage.setItem(BOX, JSON.stringify({ version, items }));
    else localStorage.removeItem(BOX);
  } catch {
    // a browser that keeps nothing: what is unsent is lost with the page, which warns before it goes
  }
}

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Add a step; returns when all that waits is sent, or cannot be. */
function putOut(step) {
  dropLeft();
  const key = newKey();
  known.add(key);
  outbox.items.push({ ...step, key });
  keepOutbox();
  return flush();
}

/** Send what waits; what was added while the last answers were looked at goes right behind. */
function flush() {
  if (!outbox.running) outbox.running = sendAll().finally(() => { outbox.running = null; }).then(() => (outbox.items.length && !outbox.held ? flush() : undefined));
  return outbox.running;
}

async function sendAll() {
  clearTimeout(outbox.timer);
  showSending();
  let taken = 0;
  while (outbox.items.length && outbox.held !== "conflict") {
    const step = outbox.items[0];
    step.tried = true;
    if (!(await settle(step, await post(step)))) break;
    taken += 1;
  }
  keepOutbox();
  if (taken && !outbox.items.length) await loadState();
  showSending();
}

async function post({ tried, ...step }) {
  try {
    const answer = await fetch(`/v1/reports/${PAGE.report}/events`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "If-Match": `"v${outbox.version}"`, "X-CSRF-Token": PAGE.csrf },
      body: JSON.stringify(step),
    });
    return { status: answer.status, body: await answer.json() };
  } catch {
    return { status: 0, body: null };
  }
}

/** What becomes of a step by its answer; true where the next one may go. */
async function settle(step, { status, body }) {
  if (status >= 200 && status < 300) {
    // A step that was taken at an earlier try made the version after its own: what others did since is still to be seen.
    Object.assign(outbox, { version: Math.min(outbox.version + 1, body.info.version), held: "", wait: 1000 });
    outbox.sent.push({ ...outbox.items.shift(), version: outbox.version });
    outbox.saved = true;
    keepOutbox();
    return true;
  }
  if (status === 412) {
    outbox.held = "conflict";
    await showConflict();
    return false;
  }
  if (status === 401 || status === 403) {
    outbox.held = "signed_out";
    return false;
  }
  if (status === 0 || status >= 500 || status === 408 || status === 429) {
    outbox.held = "not_sent";
    outbox.timer = setTimeout(flush, outbox.wait);
    outbox.wait = Math.min(2 * outbox.wait, LONGEST_WAIT);
    return false;
  }
  outbox.items.shift();
  outbox.saved = false;
  await loadState();
  announce(say("refused", body.detail || body.title || status));
  return true;
}

/** Say beside the progress how far sending is, and above the page what is in its way. */
function showSending() {
  const count = outbox.items.length;
  document.getElementById("sending").replaceChildren(...visible(count ? say(outbox.held ? "unsent" : "sending", count) : ""));
  document.getElementById("saved").replaceChildren(...visible(!count && outbox.saved ? `✓ ${say("saved")}` : ""));
  const notice = document.getElementById("notice");
  const held = count ? outbox.held : "";
  if (notice.dataset.held === `${held} ${count}`) return;
  notice.dataset.held = `${held} ${count}`;
  notice.hidden = !held;
  if (held === "not_sent") notice.replaceChildren(...visible(say("not_sent", count)), " ", button(say("send_now"), flush));
  if (held === "signed_out") notice.replaceChildren(...visible(say("signed_out", count)), " ", make("a", { href: `/login?next=${encodeURIComponent(location.pathname + location.search)}` }, say("sign_in")));
  if (held === "conflict") notice.replaceChildren(...visible(say("conflict_waiting", count)), " ", button(say("conflict_show"), showConflict));
}
