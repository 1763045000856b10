// A table of the framework that is too wide for a phone: a card a row, each cell under its heading,
// like our own tables. The styles are those of words.css.

const PHONE = matchMedia("(max-width: 640px)");

function fold(table) {
  const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
  for (const row of table.querySelectorAll("tbody tr")) {
    [...row.children].forEach((cell, place) => {
      if (cell.dataset.title !== heads[place]) cell.dataset.title = heads[place];
    });
  }
  // A folded table is never too wide: it was, and stays folded.
  if (table.parentElement.scrollWidth > table.parentElement.clientWidth + 1) table.dataset.folds = "";
}

let due = 0;

function look() {
  due ||= requestAnimationFrame(() => {
    due = 0;
    document.querySelectorAll('[data-testid="stTable"] table').forEach(fold);
  });
}

// A wide screen folds nothing: there nobody watches what is drawn.
const watch = new MutationObserver(look);

function follow() {
  watch.disconnect();
  if (!PHONE.matches) return;
  watch.observe(document.body, { subtree: true, childList: true });
  look();
}

PHONE.addEventListener("change", follow);
follow();
