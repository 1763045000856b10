// From a figure or a level in an answer to its card, and from an answer to the page that shows it:
// tells the sign of what was chosen, or the place of the answer.

let tell = () => {};

document.addEventListener("click", (event) => {
  const own = event.target.closest?.("[class*='st-key-tra_loi_'] :is([data-card], [data-place])");
  if (!own) return;
  const { card, place } = own.dataset;
  if (card) tell("chosen", card);
  else if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    event.preventDefault(); // The page is turned; it need not be loaded anew.
    tell("place", place);
  }
});

export default function ({ setTriggerValue }) {
  tell = setTriggerValue;
}
