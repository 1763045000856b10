// The exhibits of a page one a screen, over the whole window. All slides are here: turning them asks
// nothing of the server, and the address follows. data: see khdash/web/presenting/stage.py.

import { drawFigure, forget } from "./chart.js";
import { fill, fitCards, fitNotes, fitTable, paragraph } from "./slide-parts.js";
import { shareAddress } from "./share.js";

const [WIDTH, HEIGHT] = [1280, 720]; // The stage, which grows with the window.
const FACE = "20px 'Be Vietnam Pro'";
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BEFORE = ["ArrowLeft", "ArrowUp", "PageUp"];

function element(name, className = "", ...content) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...content);
  return made;
}

function button(label, sign, press) {
  const made = element("button", "", sign);
  Object.assign(made, { type: "button", title: label, onclick: press });
  if (sign !== label) made.setAttribute("aria-label", label);
  return made;
}

class Show {
  constructor() {
    this.at = 0;
    this.screen = element("div", "khdash-slides");
    this.screen.tabIndex = -1;
    this.screen.setAttribute("role", "dialog");
    this.screen.setAttribute("aria-modal", "true");
    this.head = element("div", "head");
    this.slide = element("div", "slide");
    this.position = element("span", "position");
    this.position.setAttribute("role", "status");
    this.sources = element("p", "sources");
    this.foot = element("div", "foot");
    this.stage = element("div", "stage", this.head, this.slide, this.foot);
    this.code = element("div", "code");
    this.code.hidden = true;
    this.screen.append(this.stage, this.code);
    this.press = (event) => this.pressed(event);
    this.resize = () => this.sized();
    document.addEventListener("keydown", this.press, true);
    window.addEventListener("resize", this.resize);
    this.swiped();
    document.body.append(this.screen);
    this.root = document.getElementById("root");
    this.root.inert = true;
    this.screen.focus();
  }

  leave() {
    document.removeEventListener("keydown", this.press, true);
    window.removeEventListener("resize", this.resize);
    if (document.fullscreenElement) document.exitFullscreen();
    this.root.inert = false;
    this.screen.remove();
  }

  update(data) {
    this.data = data;
    this.screen.lang = data.lang;
    this.screen.setAttribute("aria-label", `${data.words.title}: ${data.page}`);
    this.screen.classList.toggle("narrow", data.narrow);
    for (const [name, colour] of Object.entries(data.colours)) {
      this.screen.style.setProperty(`--${name}`, colour);
    }
    this.head.replaceChildren(element("strong", "", data.page), element("span", "", data.filters));
    this.fault = data.fault;
    this.foot.replaceChildren(...this.controls());
    this.sized();
    const faces = [400, 500, 600, 700].map((weight) => document.fonts.load(`${weight} ${FACE}`, "Aạ"));
    Promise.all(faces).then(() => this.go(data.at)); // What fits is measured in them.
  }

  controls() {
    const { words, narrow } = this.data;
    const full = () =>
      document.fullscreenElement ? document.exitFullscreen() : this.screen.requestFullscreen();
    const share = async () =>
      this.say(await shareAddress(this.data.slides[this.at].address, { copied: "", alone: words.unshared }));
    this.before = button(words.before, "‹", () => this.go(this.at - 1));
    this.after = button(words.after, "›", () => this.go(this.at + 1));
    const ways = narrow
      ? [button(words.share, words.share, share)]
      : [button(words.full, words.full, full), button(words.code, words.code, () => this.turnCode())];
    return [this.before, this.position, this.after, this.sources, ...ways, button(words.end, words.end, () => this.end())];
  }

  say(text) {
    this.position.textContent = text || `${this.at + 1} / ${this.data.slides.length}`;
  }

  sized() {
    const grown = Math.min(innerWidth / WIDTH, innerHeight / HEIGHT);
    const onStage = `translate(-50%, -50%) scale(${grown})`;
    this.stage.style.transform = this.data?.narrow ? "" : onStage;
  }

  pressed(event) {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const onButton = target.closest?.("button") && key === " ";
    if (key === "Escape") this.code.hidden ? this.end() : this.turnCode(false);
    else if (NEXT.includes(key) && !onButton) this.go(this.at + 1);
    else if (BEFORE.includes(key)) this.go(this.at - 1);
    else if (key === "Home") this.go(0);
    else if (key === "End") this.go(this.data.slides.length - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  swiped() {
    let start = null;
    this.screen.addEventListener("touchstart", ({ touches }) => (start = touches[0]), { passive: true });
    this.screen.addEventListener("touchend", ({ changedTouches: [end] }) => {
      const [x, y] = [end.clientX - start.clientX, end.clientY - start.clientY];
      if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) this.go(this.at - Math.sign(x));
    });
  }

  go(to) {
    const { slides } = this.data;
    this.at = Math.max(0, Math.min(to, slides.length - 1));
    const slide = slides[this.at];
    history.replaceState(history.state, "", slide.query || location.pathname);
    this.before.disabled = this.at === 0;
    this.after.disabled = this.at === slides.length - 1;
    this.say("");
    this.turnCode(false);
    this.draw(slide);
    this.fault = "";
  }

  turnCode(shown = this.code.hidden) {
    this.code.hidden = !shown;
    if (!shown) return;
    const { words, slides } = this.data;
    const { code, code_width: width, address } = slides[this.at];
    const picture =
      `<svg viewBox="0 0 ${width} ${width}" role="img" shape-rendering="crispEdges">` +
      `<path fill="#fff" d="M0 0h${width}v${width}H0z"/><path fill="#000" d="${code}"/></svg>`;
    const said = element("p", "", code ? words.scan : words.alone);
    const close = button(words.end, words.end, () => this.turnCode(false));
    this.code.innerHTML = code ? picture : "";
    this.code.firstChild?.setAttribute("aria-label", words.code);
    this.code.append(element("div", "", said, element("p", "address", address), close));
    close.focus();
  }

  async draw(slide) {
    const { words, narrow, size } = this.data;
    for (const old of this.slide.querySelectorAll(".figure")) forget(old);
    this.slide.className = `slide ${slide.kind}`;
    const title = element("h1", "", slide.title.replaceAll("/", "/\u200b")); // May break there.
    const subtitle = paragraph("subtitle", slide.subtitle);
    if (slide.mark) subtitle.prepend(element("b", "mark", slide.mark), " ");
    const notes = element("div", "notes", ...slide.notes.map((text) => paragraph("", text)));
    if (slide.rows_left) notes.prepend(paragraph("", fill(words.rows, slide.rows_left)));
    const fault = paragraph("fault", this.fault);
    const said = element("div", "said", fault, title, subtitle, notes);
    this.sources.textContent = slide.sources;
    const shown = element("div", "shown");
    this.slide.replaceChildren(said, shown);
    if (!narrow) fitNotes(said, slide.notes_left, words);
    if (slide.kind === "text") shown.append(paragraph("", slide.text));
    if (slide.kind === "table") fitTable(shown, slide.table, words, narrow);
    if (slide.kind === "answers") {
      shown.append(...slide.cards.map((html) => Object.assign(element("div", "card"), { innerHTML: html })));
      shown.dataset.count = slide.cards.length;
      if (!narrow) fitCards(shown, words);
    }
    if (slide.kind !== "figure") return;
    const box = element("div", "figure");
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", slide.figure.alt);
    shown.append(box);
    const width = narrow ? shown.clientWidth : size[0];
    const high = await drawFigure(box, slide.figure, width);
    if (narrow) return;
    const grown = Math.min(shown.clientWidth / width, shown.clientHeight / high);
    const [left, top] = [(shown.clientWidth - grown * width) / 2, (shown.clientHeight - grown * high) / 2];
    box.style.transform = `translate(${left}px, ${top}px) scale(${grown})`;
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const turn = (parentElement.turn = (parentElement.turn ?? 0) + 1);
  parentElement.show ??= new Show();
  parentElement.show.end = () => setTriggerValue("ended", true);
  const text = new TextDecoder().decode(data);
  if (parentElement.text !== text) {
    parentElement.text = text;
    parentElement.show.update(JSON.parse(text));
  }
  // The framework lets go of one drawing and makes the next: the screen stays up in between.
  return () =>
    setTimeout(() => {
      if (parentElement.turn !== turn) return;
      parentElement.show.leave();
      delete parentElement.show;
      delete parentElement.text;
    });
}
