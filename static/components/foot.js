// What stands below an exhibit: its caveats and, behind buttons, more of them, the sources and the
// table; then the files and a way to copy the picture.
// data: {notes, sources, panels, files, copy, fault}, packed;
// sources: {title, links: [[text, address, what follows], ...]}, or null;
// panels: [{label, texts | links | table: address}]; files: [{label, address, name, help}];
// copy: {label, address, done, fault}, or null.

import drawTable from "./table.js";

const style = document.createElement("link");
Object.assign(style, { rel: "stylesheet", href: new URL("foot.css", import.meta.url) });
document.head.append(style);

const here = (address) => new URL(address, document.baseURI);

function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

function linked([text, address, after]) {
  const own = /^https?:/.test(address)
    ? Object.assign(element("a", text), { href: address, target: "_blank", rel: "noreferrer" })
    : text;
  return after ? [own, ` (${after})`] : [own];
}

async function fill(box, panel, fault, setTriggerValue) {
  if (panel.texts) box.replaceChildren(...panel.texts.map((text) => element("p", text)));
  else if (panel.links) {
    box.replaceChildren(element("ul", ...panel.links.map((link) => element("li", ...linked(link)))));
  } else if (box.address !== panel.table) {
    box.address = panel.table;
    try {
      const answer = await fetch(here(panel.table));
      if (!answer.ok) throw new Error(answer.status);
      drawTable({ data: await answer.arrayBuffer(), parentElement: box, setTriggerValue });
    } catch {
      box.address = null;
      box.replaceChildren(element("p", fault));
    }
  }
}

function opener(panel, box, opened, fault, setTriggerValue) {
  const button = Object.assign(element("button", panel.label), { type: "button" });
  const show = (shown) => {
    button.setAttribute("aria-expanded", shown);
    box.hidden = !shown;
    if (shown) fill(box, panel, fault, setTriggerValue);
  };
  show(opened.has(panel.name));
  button.onclick = () => {
    if (!opened.delete(panel.name)) opened.add(panel.name);
    show(opened.has(panel.name));
  };
  return button;
}

function file({ label, address, name, help }) {
  const link = element("a", label);
  if (name) link.download = name;
  else Object.assign(link, { target: "_blank", rel: "noreferrer" });
  return Object.assign(link, { href: here(address), title: help });
}

// A picture on the clipboard, where the browser may put one there; it is fetched by the click.
function copier({ label, address, done, fault }) {
  const button = Object.assign(element("button", label), { type: "button" });
  button.className = "khdash-copy";
  button.setAttribute("aria-live", "polite");
  const picture = async () => {
    const answer = await fetch(here(address));
    if (!answer.ok) throw new Error(answer.status);
    return answer.blob();
  };
  button.onclick = async () => {
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": picture() })]);
      button.textContent = done;
    } catch {
      button.textContent = fault;
    }
    setTimeout(() => (button.textContent = label), 4000);
  };
  return button;
}

const canCopy = () => Boolean(window.ClipboardItem && navigator.clipboard?.write);

export default function ({ data, ...component }) {
  drawFoot(new TextDecoder().decode(data), component);
}

// text: the packed data; below a chart or a table it comes with theirs, in a line of its own.
export function drawFoot(text, { parentElement, setTriggerValue }) {
  let box = parentElement.querySelector(".khdash-foot");
  if (box?.text === text) return;
  if (!box) {
    box = Object.assign(element("div"), { className: "khdash-foot", opened: new Set(), boxes: {} });
    parentElement.append(box);
  }
  box.text = text;
  const { notes, sources, panels, files, copy, fault } = JSON.parse(text);
  const said = notes ? [element("p", notes)] : [];
  if (sources) {
    const links = sources.links.flatMap((link, at) => (at ? ["; ", ...linked(link)] : linked(link)));
    said.push(element("p", `${sources.title} `, ...links));
  }
  const boxes = panels.map(({ name }) => {
    box.boxes[name] ??= Object.assign(element("div"), { className: "khdash-panel" });
    return box.boxes[name];
  });
  const buttons = panels.map((panel, at) => opener(panel, boxes[at], box.opened, fault, setTriggerValue));
  const ways = element("div", ...buttons, ...files.map(file));
  if (copy && canCopy()) ways.append(copier(copy));
  ways.className = "khdash-ways";
  box.replaceChildren(...said, ...(ways.childElementCount ? [ways] : []), ...boxes);
}
