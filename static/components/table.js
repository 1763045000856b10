// A table as the server packed it: {alt, columns: [{title, number, spared}], rows, height, below}. A
// cell is a text, or a list of [text, address] of which some have an address.

const style = document.createElement("link");
Object.assign(style, { rel: "stylesheet", href: new URL("table.css", import.meta.url) });
document.head.append(style);

const MANY = 2; // A table with more columns becomes cards where it is narrow.

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

function cell(content, column, place) {
  const made = element(place ? "td" : "th", ...(Array.isArray(content) ? linked(content) : [content]));
  if (!place) made.scope = "row";
  made.dataset.title = column.title;
  made.classList.toggle("number", column.number);
  made.classList.toggle("spared", column.spared);
  return made;
}

function drawn({ columns, rows }) {
  const head = columns.map((column) => {
    const made = element("th", column.title);
    made.scope = "col";
    made.classList.toggle("number", column.number);
    return made;
  });
  const body = rows.map((row) => element("tr", ...row.map((c, at) => cell(c, columns[at], at))));
  const table = element("table", element("thead", element("tr", ...head)), element("tbody", ...body));
  table.classList.toggle("folds", columns.length > MANY);
  return table;
}

export default function ({ data, parentElement }) {
  const text = new TextDecoder().decode(data);
  let box = parentElement.querySelector(".khdash-table");
  if (box?.text === text) return;
  if (!box) {
    box = element("div");
    Object.assign(box, { className: "khdash-table", tabIndex: 0 });
    box.setAttribute("role", "region");
    parentElement.append(box);
  }
  box.text = text;
  const table = JSON.parse(text);
  box.setAttribute("aria-label", table.alt);
  box.style.maxHeight = table.height ? `${table.height}px` : "";
  box.replaceChildren(drawn(table));
  let below = box.nextElementSibling;
  if (!below) {
    below = Object.assign(element("p"), { className: "khdash-below" });
    box.after(below);
  }
  below.textContent = table.below;
  below.hidden = !table.below;
}
