// A table as the server packed it: {alt, columns: [{title, number, spared, cards}], rows, scrolls,
// below, goes_on, card}; scrolls: "wide" for every screen, "narrow" for a phone alone. A cell is a text, a list of [text, address] of which some have an address, or {tone,
// badge, text} for a coloured word before a text; `cards` are the rows in which a figure of the column has a card, true for all of them, and `card` is what it
// is called. `whole`: no cell of the column is to be broken; `part` says of one with a figure, its year or its basis what it is, since the three are
// never parted. `dot` is the text of a cell that is drawn as a full dot; a `spared` column is left out
// where the table is narrow, a `narrow` one where it is wide. On a phone a table that scrolls shows its first rows and the button `all`.

import { drawFoot } from "./foot.js";

const style = document.createElement("link");
Object.assign(style, { rel: "stylesheet", href: new URL("table.css", import.meta.url) });
document.head.append(style);

const SHORT = 15; // Letters of a heading that is not broken.
const FEW = 2; // A table with more columns becomes cards where it is narrow.
const MANY = 9; // One with as many columns leaves less room between them.

function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

function linked(parts) {
  const links = parts.map(([text, address]) => {
    if (!/^https?:/.test(address)) return text;
    const link = element("a", text);
    return Object.assign(link, { href: address, target: "_blank", rel: "noreferrer" });
  });
  return links.flatMap((link, place) => (place ? ["; ", link] : [link]));
}

function toned({ tone, badge, text }) {
  const word = badge && Object.assign(element("span", badge), { className: `badge ${tone}` });
  const said = badge ? text : Object.assign(element("span", text), { className: tone });
  return word ? [word, " ", said] : [said];
}

function parts(content) {
  if (Array.isArray(content)) return linked(content);
  return typeof content === "object" ? toned(content) : [content];
}

function chooser(content, hint, choose) {
  const made = element("button", ...parts(content));
  Object.assign(made, { type: "button", title: hint, tabIndex: -1, onclick: choose });
  return made;
}

function cell(content, column, place, choose, hint) {
  const shown = choose ? [chooser(content, hint, choose)] : parts(content);
  const made = element(place ? "td" : "th", ...shown);
  if (!place) made.scope = "row";
  made.dataset.title = column.title;
  made.classList.toggle("number", column.number);
  // Where a figure would be may stand a reason in words, which may be broken.
  const isWhole = column.number ? /\d/.test(content) : column.whole;
  made.classList.toggle("whole", Boolean(isWhole));
  made.classList.toggle("spared", column.spared);
  made.classList.toggle("narrow", Boolean(column.narrow));
  if (column.dot) made.classList.add("dot", content === column.dot ? "present" : "absent");
  return made;
}

// In a card the first cell that is shown heads it, and a figure stands in one line with its year and
// its basis, whichever of them comes first.
function carded(cells, columns) {
  const head = cells.findIndex((one, at) => !columns[at].spared && one.textContent);
  cells[head]?.classList.add("head");
  let line = [];
  columns.forEach(({ part }, at) => {
    if (!part || at === head) line = [];
    else if (cells[at].textContent && !line.some((other) => columns[other].part === part)) line.push(at);
    if (line.length < 2 || line.at(-1) !== at) return;
    for (const one of line) cells[one].classList.add("together");
    cells[at].classList.add("after");
  });
  return cells;
}

function drawn({ columns, rows, card }, chosen) {
  const head = columns.map((column) => {
    const made = element("th", column.title);
    made.scope = "col";
    made.classList.toggle("number", column.number);
    made.classList.toggle("whole", column.title.length <= SHORT && !column.dot);
    made.classList.toggle("spared", column.spared);
    made.classList.toggle("narrow", Boolean(column.narrow));
    made.classList.toggle("dot", Boolean(column.dot));
    return made;
  });
  const leads = (line, { cards }) => cards === true || cards?.includes(line);
  const body = rows.map((row, line) =>
    element("tr", ...carded(row.map((content, at) => {
      const choose = leads(line, columns[at]) && (() => chosen([line, at]));
      return cell(content, columns[at], at, choose, card);
    }), columns)),
  );
  const table = element("table", element("thead", element("tr", ...head)), element("tbody", ...body));
  table.classList.toggle("folds", columns.length > FEW);
  table.classList.toggle("many", columns.length >= MANY);
  return table;
}

// One figure at a time can be reached with the tab key, the others from it with the arrows.
const FIGURE = "td button";

function reach(box, figure) {
  for (const other of box.querySelectorAll(FIGURE)) other.tabIndex = other === figure ? 0 : -1;
}

function neighbour(figure, key) {
  const row = figure.closest("tr");
  const across = [...row.querySelectorAll(FIGURE)];
  if (key === "ArrowRight") return across[across.indexOf(figure) + 1];
  if (key === "ArrowLeft") return across[across.indexOf(figure) - 1];
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[key];
  const { cellIndex } = figure.closest("td");
  let next = step && row[step];
  while (next && !next.cells[cellIndex]?.querySelector("button")) next = next[step];
  return next?.cells[cellIndex].querySelector("button");
}

// Dots that do not fit side by side give way to the column that says the same in words.
function fit(box) {
  const { classList } = box.firstElementChild;
  if (!box.querySelector(".dot")) return; // To measure takes longer than to draw.
  classList.remove("tight");
  classList.toggle("tight", box.scrollWidth > box.clientWidth);
}

function made(parent) {
  const box = element("div");
  Object.assign(box, { className: "khdash-table", tabIndex: 0 });
  box.setAttribute("role", "region");
  box.addEventListener("focusin", ({ target }) => target.matches(FIGURE) && reach(box, target));
  box.addEventListener("keydown", (event) => {
    const next = event.target.matches(FIGURE) && neighbour(event.target, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  parent.append(box);
  new ResizeObserver(() => box.firstElementChild && fit(box)).observe(box);
  return box;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const [text, foot] = new TextDecoder().decode(data).split("\n");
  const box = parentElement.querySelector(".khdash-table") ?? made(parentElement);
  box.chosen = (cell) => setTriggerValue("chosen", cell);
  if (box.text !== text) fill(box, text);
  if (foot) drawFoot(foot, { parentElement, setTriggerValue });
  else parentElement.querySelector(":scope > .khdash-foot")?.remove();
}

// A box that scrolls within a page that scrolls catches the finger: on a phone a long table shows its
// first rows, and the others when they are asked for.
function shownWhole(box, { scrolls, all }) {
  box.classList.toggle("begun", Boolean(scrolls));
  if (!scrolls) return [];
  const show = element("button", all);
  show.type = "button";
  show.onclick = () => {
    box.classList.remove("begun");
    show.remove();
    box.focus();
  };
  return [show];
}

function fill(box, text) {
  box.text = text;
  const table = JSON.parse(text);
  box.setAttribute("aria-label", table.alt);
  box.dataset.scrolls = table.scrolls;
  box.replaceChildren(drawn(table, (cell) => box.chosen(cell)));
  fit(box);
  reach(box, box.querySelector(FIGURE));
  let below = box.nextElementSibling;
  if (!below) {
    below = Object.assign(element("p"), { className: "khdash-below" });
    box.after(below);
  }
  const goesOn = Object.assign(element("span", table.goes_on), { className: "goes-on" });
  goesOn.dataset.scrolls = table.scrolls;
  below.replaceChildren(table.below, " ", goesOn, ...shownWhole(box, table));
  below.hidden = !table.below && !table.scrolls;
}
