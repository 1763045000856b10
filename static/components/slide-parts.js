// What a slide is made of, cut to what the screen holds: what is left out is counted or named.

const LEAST_COLUMNS = 2;
const NOTHING = ["", "–"];
const MOST_ROWS = 16; // More have no room below one another.
const [LEAST_LETTERS, MOST_LETTERS] = [21, 30]; // Pixels of those in a table.
const LEAST_LINES = 2;
const ZOOMS = [2.2, 2, 1.8, 1.62, 1.56]; // Of cards; the last makes their letters 20 pixels.
const [LEAST_TITLE, LEAST_ANSWER] = [24, 12]; // Pixels, where even the longest has room.

export const fill = (sentence, said) => sentence.replace("#", said);

export function paragraph(className, text) {
  const made = document.createElement("p");
  made.className = className;
  made.textContent = text;
  made.hidden = !text;
  return made;
}

const isOver = (box) =>
  box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;

function shrink(heading, box, from, least) {
  for (let size = from; isOver(box) && size >= least; size -= 1) heading.style.fontSize = `${size}px`;
}

function cell(name, text, isNumber) {
  const made = document.createElement(name);
  made.textContent = text;
  made.classList.toggle("number", isNumber);
  return made;
}

function line(cells, name, numbers) {
  const made = document.createElement("tr");
  made.append(...cells.map((text, at) => cell(at || name === "th" ? name : "th", text, numbers[at])));
  return made;
}

function tableOf({ heads, numbers }, rows, columns) {
  const only = (cells) => columns.map((at) => cells[at]);
  const [table, head, body] = ["table", "thead", "tbody"].map((name) => document.createElement(name));
  head.append(line(only(heads), "th", only(numbers)));
  for (const made of head.firstChild.children) made.scope = "col";
  body.append(...rows.map((row) => line(only(row), "td", only(numbers))));
  for (const made of body.children) made.firstChild.scope = "row";
  table.append(head, body);
  return table;
}

// The columns that tell rows apart, and what the others say in each of them.
function parted({ heads, stays }, rows) {
  const every = heads.map((_, at) => at);
  const isSame = (at) => rows.every((row) => row[at] === rows[0][at]);
  const isEmpty = (at) => NOTHING.includes(rows[0][at]);
  const alike = rows.length > 1 ? every.filter((at) => isSame(at) && (isEmpty(at) || !stays[at])) : [];
  while (every.length - alike.length < LEAST_COLUMNS && alike.length) alike.shift();
  const said = alike.filter((at) => !isEmpty(at));
  return [every.filter((at) => !alike.includes(at)), said.map((at) => `${heads[at]}: ${rows[0][at]}`)];
}

// The first rows, in so many tables side by side. Columns that have no room leave from the right:
// how many, or Infinity where the rows have none.
function layRows(shown, table, kept, blocks, words) {
  const rows = table.rows.slice(0, kept);
  const [columns, alike] = parted(table, rows);
  const high = Math.ceil(kept / blocks);
  const left = [];
  const said = paragraph("left", "");
  for (;;) {
    const made = document.createElement("div");
    made.className = "tables";
    for (let at = 0; at < kept; at += high) {
      made.append(tableOf(table, rows.slice(at, at + high), columns));
    }
    const texts = [
      kept < table.all ? fill(words.rows, table.all - kept) : "",
      left.length ? fill(words.columns, left.join(", ")) : "",
      ...table.common,
      ...alike,
    ];
    said.textContent = texts.filter(Boolean).join(" · ");
    said.hidden = !said.textContent;
    shown.replaceChildren(made, said);
    if (shown.scrollWidth <= shown.clientWidth + 1 || columns.length <= LEAST_COLUMNS) break;
    left.unshift(table.heads[columns.pop()]);
  }
  return isOver(shown) ? Infinity : left.length;
}

// Rows that have no room below one another stand side by side where they are narrow, else they are
// counted; letters grow where everything has room.
export function fitTable(shown, table, words, narrow) {
  const lay = (kept, blocks = 1) => layRows(shown, table, kept, blocks, words);
  const all = table.rows.length;
  if (narrow) return lay(all);
  let kept = Math.min(all, MOST_ROWS);
  while (lay(kept) === Infinity && kept > 1) kept -= 1;
  if (kept < all && lay(kept + 1, 2) === 0) {
    kept = Math.min(all, 2 * MOST_ROWS);
    while (lay(kept, 2) > 0) kept -= 1;
    return;
  }
  for (let size = kept < table.all ? LEAST_LETTERS : MOST_LETTERS; ; size -= 1) {
    shown.style.setProperty("--letters", `${size}px`);
    if (lay(kept) === 0 || size <= LEAST_LETTERS) return;
  }
}

// Cards in the largest letters in which all of them have room; in the smallest they lose something.
export function fitCards(shown, words) {
  const cards = [...shown.children];
  for (const zoom of ZOOMS) {
    shown.style.setProperty("--zoom", zoom);
    if (cards.map((card) => fitCard(card, words)).every(Boolean)) return;
  }
  for (const card of cards) shrink(card.querySelector("h2"), card, 16, LEAST_ANSWER);
}

// As many caveats as leave room for some lines of figures, then as many lines; the answer stays.
// Whether all of them have room.
function fitCard(card, words) {
  const lines = [...card.querySelectorAll("li")];
  const notes = [...card.querySelectorAll("h2 ~ p:not(.left)")];
  const said = card.querySelector(":scope > .left") ?? paragraph("left", "");
  card.append(said);
  const keep = (shownLines, shownNotes) => {
    lines.forEach((line, at) => line.classList.toggle("out", at >= shownLines));
    notes.forEach((note, at) => note.classList.toggle("out", at >= shownNotes));
    const texts = [
      shownLines < lines.length ? fill(words.rows, lines.length - shownLines) : "",
      shownNotes < notes.length ? fill(words.notes, notes.length - shownNotes) : "",
    ];
    said.textContent = texts.filter(Boolean).join("; ");
    said.hidden = !said.textContent;
    return !isOver(card);
  };
  card.classList.remove("stacked");
  keep(lines.length, notes.length);
  // Where a name and its figure have no room in one line, the figure stands below it.
  card.classList.toggle("stacked", card.scrollWidth > card.clientWidth + 1);
  const least = Math.min(LEAST_LINES, lines.length);
  let shownNotes = notes.length;
  while (shownNotes > 0 && !keep(least, shownNotes)) shownNotes -= 1;
  let shownLines = lines.length;
  while (!keep(shownLines, shownNotes) && shownLines > 0) shownLines -= 1;
  return shownNotes === notes.length && shownLines === lines.length && !isOver(card);
}

// Caveats that have no room are counted; a title longer than any screen shrinks as the last.
export function fitNotes(said, notesLeft, words) {
  const notes = said.querySelector(".notes");
  const told = paragraph("", notesLeft ? fill(words.notes, notesLeft) : "");
  notes.append(told);
  while (isOver(said) && notes.children.length > 1) {
    notes.children[notes.children.length - 2].remove();
    notesLeft += 1;
    told.textContent = fill(words.notes, notesLeft);
    told.hidden = false;
  }
  shrink(said.querySelector("h1"), said, 38, LEAST_TITLE);
}
