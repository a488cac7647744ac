"use strict";
// Jobs as they go: the service sends how far they are, and the page is fetched anew when one has ended.
(function () {
  const followed = new Map();
  const MOST = 3; // a browser keeps few connections to one host

  function show(element, job) {
    for (const field of element.querySelectorAll("[data-field]")) field.textContent = Gongkai.number(job[field.dataset.field]);
    for (const tally of element.querySelectorAll("[data-tally]")) tally.hidden = !job[tally.dataset.tally];
    for (const chip of element.querySelectorAll("[data-state]")) chip.hidden = chip.dataset.state !== job.state;
    for (const bar of element.querySelectorAll("[data-progress]")) {
      bar.max = job.total || 1;
      bar.value = job.total - job.waiting;
    }
  }

  function current(id) {
    return document.querySelector(`[data-job="${CSS.escape(id)}"]`);
  }

  function follow(id) {
    const events = new EventSource(`/v1/jobs/${encodeURIComponent(id)}/events`);
    followed.set(id, events);
    events.addEventListener("progress", (event) => {
      const element = current(id);
      if (element) show(element, JSON.parse(event.data));
    });
    events.addEventListener("done", async () => {
      events.close();
      const element = current(id);
      if (element) {
        element.removeAttribute("data-live");
        Gongkai.announce(element.dataset.endedWords);
      }
      await Gongkai.refresh("jobs", "list");
      followed.delete(id);
      start();
    });
  }

  function start() {
    for (const element of document.querySelectorAll("[data-job][data-live]")) {
      if (followed.size < MOST && !followed.has(element.dataset.job)) follow(element.dataset.job);
    }
  }

  addEventListener("pagehide", () => { for (const events of followed.values()) events.close(); });
  document.addEventListener("gongkai:refreshed", start);
  start();
})();
