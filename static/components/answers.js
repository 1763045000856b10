// From a figure in an answer to its card: tells which line of the exhibit was chosen.

let chosen = () => {};

document.addEventListener("click", ({ target }) => {
  const line = target.closest?.("[class*='st-key-tra_loi_'] [data-line]")?.dataset.line;
  if (line !== undefined) chosen(Number(line));
});

export default function ({ setTriggerValue }) {
  chosen = (line) => setTriggerValue("chosen", line);
}
