// A button that shows and hides a part of the page. The part is asked for when it is opened first;
// from then on it is always there: what stands in its fields is never out of date.
// data: {label, key}, packed; `key` is that of the container.

export default function ({ data, parentElement, setTriggerValue }) {
  const { label, key: name } = JSON.parse(new TextDecoder().decode(data));
  let button = parentElement.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    Object.assign(button, { type: "button", className: "khdash-disclosure" });
    button.append(document.createElement("span"));
    parentElement.append(button);
  }
  if (button.textContent !== label) button.firstChild.textContent = label;
  const part = () => document.querySelector(`.st-key-${name}`);
  const show = (shown) => {
    button.setAttribute("aria-expanded", shown);
    const own = part();
    button.setAttribute("aria-busy", shown && !own);
    if (!own) return;
    own.inert = !shown;
    own.classList.toggle("khdash-shown", shown);
    if (shown) own.style.background = getComputedStyle(button).backgroundColor;
  };
  const isOpen = () => button.getAttribute("aria-expanded") === "true";
  show(isOpen());

  const page = document.querySelector('[data-testid="stMain"]');
  const arriving = new MutationObserver(() => {
    if (!part()) return;
    arriving.disconnect();
    show(isOpen());
  });
  button.onclick = () => {
    show(!isOpen());
    if (!isOpen() || part()) return;
    arriving.observe(page, { childList: true, subtree: true });
    setTriggerValue("opened", true);
  };

  // A menu of a field inside hangs elsewhere in the document: only a press on the page closes.
  const press = ({ target }) => {
    if (!button.contains(target) && !part()?.contains(target)) show(false);
  };
  const escape = ({ key, target }) => {
    if (key === "Escape" && part()?.contains(target)) {
      show(false);
      button.focus();
    }
  };
  page.addEventListener("pointerdown", press);
  document.addEventListener("keydown", escape);
  button.leave?.();
  const leave = (button.leave = () => {
    page.removeEventListener("pointerdown", press);
    document.removeEventListener("keydown", escape);
  });
  return leave; // Its own: the framework lets go of one drawing after it has made the next.
}
