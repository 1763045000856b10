// Says in the reader's language what the framework says in English: texts and names of controls.
// data: {lang, words: [[English, ours], ...], colours}, packed; "#" stands for any text, the same on both
// sides; colours are those of words.css.

import "./folds.js";

const SPOKEN = ["aria-label", "placeholder", "title"];
const DRAWN = "svg, .khdash-chart, .khdash-table";
const english = new WeakMap(); // element or text -> what the framework had said there

let exact = new Map();
let patterns = [];

function learn(words) {
  exact = new Map(words.filter(([text]) => !text.includes("#")));
  patterns = words
    .filter(([text]) => text.includes("#"))
    .map(([text, ours]) => [new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace("#", "(.+)")}$`), ours]);
}

// A size and its unit stand apart, as everywhere else: 50 MB.
function spaced(text) {
  return text.replace(/^(\d+)([KMG]B)$/, "$1\u00a0$2");
}

function translated(text) {
  const known = exact.get(text);
  if (known) return known;
  for (const [pattern, ours] of patterns) {
    const found = text.match(pattern);
    if (found) return ours.replace("#", spaced(found[1]));
  }
  return null;
}

function speak(node, place, said, say) {
  const before = english.get(node)?.[place];
  const text = before && before.ours === said ? before.text : said;
  const ours = translated(text.trim()) ?? text;
  if (ours !== said) {
    english.set(node, { ...english.get(node), [place]: { text, ours } });
    say(ours);
  }
}

function walk(root) {
  if (root.nodeType === Node.TEXT_NODE) {
    if (!root.parentElement?.closest(DRAWN)) {
      speak(root, "text", root.data, (text) => (root.data = text));
    }
    return;
  }
  if (root.nodeType !== Node.ELEMENT_NODE || root.matches(DRAWN)) return;
  for (const name of SPOKEN) {
    if (root.hasAttribute(name)) {
      speak(root, name, root.getAttribute(name), (text) => root.setAttribute(name, text));
    }
  }
  for (const child of root.childNodes) walk(child);
}

const watch = new MutationObserver((changes) => {
  for (const { target, type, addedNodes } of changes) {
    if (target instanceof SVGElement) continue; // A chart that is being drawn.
    if (type === "childList") addedNodes.forEach(walk);
    else walk(target);
  }
});
const WATCHED = {
  subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: SPOKEN,
};

let told; // What the page was told last: the observer sees to what changes afterwards.

export default function ({ data }) {
  const text = new TextDecoder().decode(data);
  if (text === told) return;
  told = text;
  const { lang, words, colours } = JSON.parse(text);
  document.documentElement.lang = lang;
  for (const [name, colour] of Object.entries(colours)) {
    document.documentElement.style.setProperty(`--khdash-${name}`, colour);
  }
  learn(words);
  walk(document.body);
  watch.observe(document.body, WATCHED);
}
