// What a slide is made of, cut to what the screen holds: what is left out is counted or named.

const LEAST_COLUMNS = 2;
const LEAST_LINES = 2;
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

export function tableOf({ heads, numbers, rows }) {
  const [table, head, body] = ["table", "thead", "tbody"].map((name) => document.createElement(name));
  head.append(line(heads, "th", numbers));
  for (const made of head.firstChild.children) made.scope = "col";
  body.append(...rows.map((row) => line(row, "td", numbers)));
  for (const made of body.children) made.firstChild.scope = "row";
  table.append(head, body);
  return table;
}

// Columns that have no room leave from the right, then rows from below.
export function fitTable(shown, { heads, rows, all, common }, words) {
  const table = shown.querySelector("table");
  const left = [];
  while (shown.scrollWidth > shown.clientWidth + 1 && heads.length - left.length > LEAST_COLUMNS) {
    left.unshift(heads[heads.length - left.length - 1]);
    for (const row of table.rows) row.lastElementChild.remove();
  }
  const said = paragraph("left", " ");
  shown.append(said);
  let kept = rows.length;
  const tell = () => {
    const texts = [
      kept < all ? fill(words.rows, all - kept) : "",
      left.length ? fill(words.columns, left.join(", ")) : "",
      ...common,
    ];
    said.textContent = texts.filter(Boolean).join(" · ");
    said.hidden = !said.textContent;
  };
  tell();
  while (isOver(shown) && kept > 1) {
    table.tBodies[0].lastElementChild.remove();
    kept -= 1;
    tell();
  }
}

// Cards that lose something at the size of the others are a little smaller, all alike.
export function fitCards(shown, words) {
  if ([...shown.children].map((card) => fitCard(card, words)).every(Boolean)) return;
  shown.classList.add("dense");
  for (const card of shown.children) fitCard(card, words);
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
  const least = Math.min(LEAST_LINES, lines.length);
  let shownNotes = notes.length;
  while (shownNotes > 0 && !keep(least, shownNotes)) shownNotes -= 1;
  let shownLines = lines.length;
  while (!keep(shownLines, shownNotes) && shownLines > 0) shownLines -= 1;
  shrink(card.querySelector("h2"), card, 16, LEAST_ANSWER);
  return shownNotes === notes.length && shownLines === lines.length;
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
