"use strict";
// The two runs of a comparison are two: choosing one as A that is B makes the other one B.
for (const radio of document.querySelectorAll("input[type=radio][name=a], input[type=radio][name=b]")) {
  radio.addEventListener("change", () => {
    const other = radio.name === "a" ? "b" : "a";
    const same = document.querySelector(`input[name=${other}][value="${CSS.escape(radio.value)}"]`);
    if (!same.checked) return;
    const free = [...document.querySelectorAll(`input[name=${other}]`)].find((one) => one.value !== radio.value);
    if (free) free.checked = true;
  });
}
