"use strict";
// Files and folders, chosen or dropped anywhere on the page, sent with what the form says about how they are read.
(function () {
  const form = document.getElementById("upload");
  const drop = document.getElementById("drop");
  const state = document.getElementById("upload-state");
  const text = document.getElementById("upload-text");
  const bar = document.getElementById("upload-progress");
  const again = document.getElementById("upload-again");
  const chosen = form.querySelector("input[name=files]");
  const folder = document.getElementById("folder");
  const words = form.dataset;
  let busy = false;

  document.documentElement.classList.add("scripted-upload");
  form.querySelector(".unscripted").hidden = true;
  form.querySelector(".scripted").hidden = false;
  chosen.required = false;

  function fill(words, values) {
    return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function say(message, { bad = false, retry = null } = {}) {
    state.hidden = false;
    state.classList.toggle("bad", bad);
    text.textContent = message;
    again.hidden = !retry;
    again.onclick = retry;
    if (bad) bar.value = 0;
  }

  function token() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /** Send files as `[File, name]`; the key makes one job of however many tries. */
  function send(files, key = token()) {
    if (busy) return;
    if (!files.length) {
      say(words.empty, { bad: true });
      return;
    }
    if (files.length > Number(words.most)) {
      say(fill(words.many, { count: Gongkai.number(files.length), most: Gongkai.number(Number(words.most)) }), { bad: true });
      return;
    }
    const body = new FormData(form);
    body.delete("files");
    body.set("key", key);
    for (const [file, name] of files) body.append("files", file, name);
    const request = new XMLHttpRequest();
    const retry = () => send(files, key);
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      bar.max = event.total || 1;
      bar.value = event.loaded;
      const percent = `${Math.floor(100 * event.loaded / (event.total || 1))}%`;
      say(event.loaded < event.total ? fill(words.sending, { count: Gongkai.number(files.length), percent }) : words.keeping);
    });
    request.addEventListener("loadend", () => {
      busy = false;
      if (request.status === 200) taken();
      else say(fill(words.refused, { reason: reasonOf(request) }), { bad: true, retry });
    });
    busy = true;
    Gongkai.announce(words.keeping);
    request.send(body);
  }

  function reasonOf(request) {
    try {
      return JSON.parse(request.responseText).detail || request.statusText;
    } catch {
      return request.status ? `${request.status} ${request.statusText}` : words.unreached;
    }
  }

  async function taken() {
    state.hidden = true;
    chosen.value = folder.value = "";
    Gongkai.announce(words.sent);
    await Gongkai.refresh("jobs", "list");
  }

  const named = (file) => [file, file.webkitRelativePath || file.name];
  chosen.addEventListener("change", () => send([...chosen.files].map(named)));
  folder.addEventListener("change", () => send([...folder.files].map(named)));

  /** All files below what was dropped, with their names below it. */
  async function within(entry, above = "") {
    if (entry.isFile) {
      const file = await new Promise((found, failed) => entry.file(found, failed));
      return [[file, above + file.name]];
    }
    const reader = entry.createReader();
    const files = [];
    for (;;) { // a reader gives some entries at a time, and none when it has given all
      const some = await new Promise((found, failed) => reader.readEntries(found, failed));
      if (!some.length) return files;
      for (const one of some) files.push(...await within(one, `${above}${entry.name}/`));
      if (files.length > Number(words.most)) return files;
    }
  }

  const withFiles = (event) => [...event.dataTransfer.types].includes("Files");
  let depth = 0;
  addEventListener("dragenter", (event) => {
    if (!withFiles(event)) return;
    event.preventDefault();
    depth += 1;
    drop.hidden = false;
  });
  addEventListener("dragover", (event) => {
    if (withFiles(event)) event.preventDefault();
  });
  addEventListener("dragleave", (event) => {
    if (!withFiles(event)) return;
    depth = Math.max(0, depth - 1);
    drop.hidden = depth === 0;
  });
  addEventListener("drop", async (event) => {
    if (!withFiles(event)) return;
    event.preventDefault();
    depth = 0;
    drop.hidden = true;
    const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    const entries = items.map((item) => item.webkitGetAsEntry());
    if (entries.every((entry) => entry)) {
      say(words.gathering);
      try {
        send((await Promise.all(entries.map((entry) => within(entry)))).flat());
      } catch (error) {
        say(fill(words.refused, { reason: error.message }), { bad: true });
      }
    } else {
      send([...event.dataTransfer.files].map(named));
    }
  });
})();
