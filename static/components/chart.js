// Draws the figures of a page with plotly: each only when it changed, those in view first.

import { drawFoot } from "./foot.js";

const PLOTLY = new URL("plotly-cartesian.min.js", import.meta.url);
const FACE = "12px 'Be Vietnam Pro'"; // Texts are measured in it: plotly places labels by that.

let ready;
const waiting = new Set();
let planned = false;

function load() {
  ready ??= Promise.all([
    new Promise((loaded, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: PLOTLY, onload: loaded, onerror: failed });
      document.head.append(script);
    }),
    document.fonts.load(FACE),
    document.fonts.load(`600 ${FACE}`),
  ]);
  return ready;
}

const outlines = new Map(); // address -> promise of {uid: [x, y]}

function outlinesAt(address) {
  if (!outlines.has(address)) {
    outlines.set(address, fetch(new URL(address, document.baseURI)).then((answer) => answer.json()));
  }
  return outlines.get(address);
}

async function completed(figure) {
  if (!figure.outlines) return figure;
  const known = await outlinesAt(figure.outlines);
  for (const trace of figure.data) {
    if (!("x" in trace)) [trace.x, trace.y] = known[trace.uid];
  }
  return figure;
}

const distance = (box) => {
  const { top, bottom } = box.getBoundingClientRect();
  return bottom < 0 ? -bottom + window.innerHeight : Math.max(0, top - window.innerHeight);
};

function plan(box) {
  waiting.add(box);
  if (planned) return;
  planned = true;
  setTimeout(drawNearest); // The framework tells of a figure once the texts around it are painted.
}

async function drawNearest() {
  try {
    await load();
  } catch {
    for (const box of waiting) box.textContent = box.figure.alt; // Words are better than nothing.
    return;
  }
  const [box] = [...waiting].sort((one, other) => distance(one) - distance(other));
  waiting.delete(box);
  try {
    if (box?.isConnected && box.clientWidth) await draw(box);
  } finally {
    planned = waiting.size > 0;
    if (planned) setTimeout(drawNearest);
  }
}

// A figure of a given width, in a box of its own; the height in which it stands.
export async function drawFigure(box, figure, width) {
  await load();
  const { data, layout, config } = await completed(figure);
  await Plotly.react(box, data, { ...layout, width }, config);
  return layout.height;
}

export const forget = (box) => window.Plotly?.purge(box);

// Width and height that the place of a figure gives it; a stretched one grows with its neighbour.
function roomOf(box) {
  const { layout, stretched } = box.figure;
  const height = stretched ? Math.max(layout.height, box.clientHeight) : layout.height;
  return [box.clientWidth, height];
}

async function draw(box) {
  const { data, layout, config } = await completed(box.figure);
  const [width, height] = (box.room = roomOf(box));
  await Plotly.react(box, data, { ...layout, width, height }, config);
  if (!box.listens) {
    box.listens = true;
    box.on("plotly_click", (event) => box.clicked?.(saidBy(event.points[0])));
  }
}

// What a mark says: texts, the key of its unit and the name of its line among them, and the year and
// the value; the server knows which of them is which.
function saidBy(point) {
  const { customdata = point.data.customdata, y, text, hovertext, pointNumber } = point; // An area has no point.
  const { ids = [], name } = point.data;
  const [unit, year, value, ...words] = [customdata].flat(3);
  const column = Array.isArray(pointNumber) ? ids[pointNumber[1]] : ids; // A cell stands in one.
  const texts = [unit, ...words, column, y, text, hovertext, name].flat();
  return [
    ...texts.filter((one) => typeof one === "string"),
    ...[year, value].filter((one) => typeof one === "number"),
  ];
}

function made(parent) {
  const box = document.createElement("div");
  box.className = "khdash-chart";
  box.setAttribute("role", "img");
  Object.assign(parent.style, { display: "flex", flexDirection: "column", height: "100%" });
  parent.append(box);
  box.resized = new ResizeObserver(() => {
    if (box.clientWidth && String(roomOf(box)) !== String(box.room)) plan(box);
  });
  return box;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".khdash-chart") ?? made(parentElement);
  const [text, foot] = new TextDecoder().decode(data).split("\n");
  if (box.text !== text) {
    box.text = text;
    box.figure = JSON.parse(text);
    const { alt, layout, stretched, clickable } = box.figure;
    box.setAttribute("aria-label", alt);
    box.style.minHeight = `${layout.height}px`;
    box.style.height = stretched ? "auto" : `${layout.height}px`;
    box.style.flex = stretched ? "1 1 0" : "none";
    box.clicked = clickable && ((said) => setTriggerValue("clicked", said));
    box.resized.observe(box);
    plan(box);
  }
  if (foot) drawFoot(foot, { parentElement, setTriggerValue });
  // The framework lets go of one drawing after it has made the next in the same place.
  const turn = (box.turn = (box.turn ?? 0) + 1);
  return () => {
    if (box.turn === turn) letGo(box);
  };
}

// What is drawn here again is drawn anew.
function letGo(box) {
  waiting.delete(box);
  box.resized.disconnect();
  if (box.listens) Plotly.purge(box);
  box.listens = false;
  delete box.text;
}
