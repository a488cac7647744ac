// Where the page is, by its address: the list, or `#r3/requests.received.total`; language and theme.
const SETTINGS = "gongkai.review.settings";

function go(number) {
  listPlace = number;
  const address = `#r${number + 1}`;
  if (location.hash === address) openPlace();
  else location.hash = address;
}

function goList() {
  history.pushState(null, "", location.pathname + location.search);
  openPlace();
}

function openPlace() {
  const found = /^#r(\d+)(?:\/([\w.]+))?$/.exec(location.hash);
  const number = found ? Number(found[1]) - 1 : -1;
  if (!REPORTS[number]) {
    showList();
    if (listPlace) document.querySelectorAll(".list tbody a")[listPlace]?.focus();
    return;
  }
  const report = loadReport(number);
  if (!report) {
    announce(say("loading"));
    document.addEventListener("DOMContentLoaded", openPlace, { once: true });
    return;
  }
  const asked = found[2] ? report.layout.paths.indexOf(found[2]) : -1;
  now.report = report;
  now.cell = -1;
  const first = nextOpen(report) ?? report.listed.doubts[0] ?? (report.cells.length ? 0 : -1);
  showReport(report, asked >= 0 ? asked : first);
}

function settings() {
  try {
    return JSON.parse(localStorage.getItem(SETTINGS)) || {};
  } catch {
    return {};
  }
}

function keepSettings(changed) {
  try {
    localStorage.setItem(SETTINGS, JSON.stringify({ ...settings(), ...changed }));
  } catch {
    kept = false;
  }
}

function changeLanguage() {
  language = 1 - language;
  document.documentElement.lang = language ? "zh-CN" : "en";
  keepSettings({ language });
  showAgain();
}

function changeTheme() {
  const dark = getComputedStyle(document.documentElement).getPropertyValue("--dark").trim() === "1";
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  keepSettings({ theme: document.documentElement.dataset.theme });
}

function start() {
  const { theme, language: chosen } = settings();
  language = chosen === 0 || chosen === 1 ? chosen : Number(INDEX.lang === "zh");
  document.documentElement.lang = language ? "zh-CN" : "en";
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  keepingWorks();
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", openPlace);
  addEventListener("popstate", () => { if (!location.hash) openPlace(); });
  addEventListener("beforeprint", () => document.querySelector(".list tbody")?.fill?.());
  openPlace();
}

start();
