// Elements, made only from values: no markup is ever parsed, and text that would not be seen is spelled out.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu;
const PLAIN_SPACE = /[\t\n]/;

/** Make an element; `on…` attributes are listeners, strings among the children become visible text. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : spelled(String(value)));
  }
  add(element, ...children);
  return element;
}

/** Append nodes, lists of nodes and text. */
function add(parent, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    if (child instanceof Node) parent.append(child);
    else parent.append(...visible(String(child)));
  }
  return parent;
}

function codePoint(character) {
  return "U+" + character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
}

/** Text as nodes: control and format characters, private ones and halves of pairs become small labels. */
function visible(text) {
  const nodes = [];
  let done = 0;
  for (const found of text.matchAll(UNSEEN)) {
    if (PLAIN_SPACE.test(found[0])) continue;
    if (found.index > done) nodes.push(document.createTextNode(text.slice(done, found.index)));
    const label = document.createElement("span");
    label.className = "unseen-character";
    label.textContent = codePoint(found[0]);
    nodes.push(label);
    done = found.index + found[0].length;
  }
  if (done < text.length) nodes.push(document.createTextNode(text.slice(done)));
  return nodes;
}

/** The same for attributes, which hold text alone. */
function spelled(text) {
  return text.replace(UNSEEN, (character) => (PLAIN_SPACE.test(character) ? " " : `<${codePoint(character)}>`));
}

function button(label, press, attributes, key) {
  return make("button", { type: "button", onclick: press, ...attributes }, label, key && [" ", make("kbd", null, key)]);
}

/** Tell assistive technology, and the status line. */
function announce(text) {
  const live = document.getElementById("live");
  live.replaceChildren(...visible(text));
  const line = document.getElementById("message");
  if (!line) return;
  line.replaceChildren(...visible(text));
  line.classList.remove("said");
  line.getBoundingClientRect(); // drawn without the class, so that the same words light up again
  line.classList.add("said");
}
