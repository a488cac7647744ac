// The marks of statuses, the same on every page.
function sign(status) {
  return make("span", { class: `sign s-${status}`, "aria-hidden": "true" }, SIGNS[status]);
}

function legend() {
  const statuses = STATUS.map((status) => make("li", { class: `s-${status}` }, sign(status), " ", named("status", status)));
  return make("ul", { class: "legend", "aria-label": say("legend") }, statuses, make("li", { class: "s-decided" }, sign("decided"), " ", say("decided")));
}

function meter(value, most) {
  return make("meter", { min: 0, max: most, value, "aria-hidden": "true" });
}
