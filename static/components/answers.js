// From a figure or a level in an answer to its card: tells the sign of what was chosen.

let chosen = () => {};

document.addEventListener("click", ({ target }) => {
  const card = target.closest?.("[class*='st-key-tra_loi_'] [data-card]")?.dataset.card;
  if (card) chosen(card);
});

export default function ({ setTriggerValue }) {
  chosen = (card) => setTriggerValue("chosen", card);
}
