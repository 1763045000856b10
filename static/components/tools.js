// The signs in the corner of every page: search everywhere, present, print, the guide, share. On a wide screen they
// stand beside the names of the pages, on a phone in the first line. data: khdash/web/shell/tools.py,
// packed.

import "./back.js";
import { Palette } from "./palette.js";
import { openPaper } from "./paper.js";
import { shareAddress } from "./share.js";

const PATHS = {
  search:
    "M784-120 532-372q-30 24-69 38t-83 14q-109 0-184.500-75.500T120-580q0-109 75.500-184.500T380-840q109 " +
    "0 184.500 75.500T640-580q0 44-14 83t-38 69l252 252-56 56ZM380-400q75 0 127.500-52.500T560-580q0-75" +
    "-52.500-127.500T380-760q-75 0-127.500 52.500T200-580q0 75 52.500 127.500T380-400Z",
  present:
    "M380-300 660-480 380-660v360ZM200-120q-33 0-56.500-23.500T120-200v-560q0-33 23.500-56.500T200-840h560" +
    "q33 0 56.500 23.500T840-760v560q0 33-23.500 56.500T760-120H200Zm0-80h560v-560H200v560Z",
  print:
    "M640-640v-120H320v120h-80v-200h480v200h-80Zm-480 80h640-640Zm560 100q17 0 28.500-11.500T760-500q0-17" +
    "-11.500-28.500T720-540q-17 0-28.500 11.500T680-500q0 17 11.500 28.500T720-460Zm-80 260v-160H320v160h320Zm80 " +
    "80H240v-160H80v-240q0-51 35-85.500t85-34.500h560q51 0 85.500 34.500T880-520v240H720v160Z",
  help:
    "M478-240q21 0 35.500-14.500T528-290q0-21-14.500-35.500T478-340q-21 0-35.500 14.500T428-290q0 21 14.500 35.500T478-240Z" +
    "m-36-154h74q0-33 7.500-52t42.500-52q26-26 41-49.500t15-56.500q0-56-41-86t-97-30q-57 0-92.500 30T342-618l66 26q5-18 " +
    "22.500-39t53.500-21q32 0 48 17.500t16 38.500q0 20-12 37.500T506-526q-44 39-54 59t-10 73Zm38 314q-83 0-156-31.500T197" +
    "-197q-54-54-85.500-127T80-480q0-83 31.500-156T197-763q54-54 127-85.500T480-880q83 0 156 31.500T763-763q54 54 85.500 " +
    "127T880-480q0 83-31.500 156T763-197q-54 54-127 85.500T480-80Zm0-80q134 0 227-93t93-227q0-134-93-227t-227-93q-134 0" +
    "-227 93t-93 227q0 134 93 227t227 93Z",
  share:
    "M240-40q-33 0-56.500-23.500T160-120v-440q0-33 23.500-56.500T240-640h120v80H240v440h480v-440H600v-80h120" +
    "q33 0 56.500 23.500T800-560v440q0 33-23.500 56.500T720-40H240Zm200-280v-447l-64 64-56-57 160-160 160 " +
    "160-56 57-64-64v447h-80Z",
};

function sign(name, label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.title = label;
  made.setAttribute("aria-label", label);
  made.innerHTML =
    `<svg viewBox="0 -960 960 960" width="20" height="20" fill="currentColor" aria-hidden="true">` +
    `<path d="${PATHS[name]}"/></svg>`;
  made.onclick = press;
  return made;
}

class Tools {
  constructor() {
    this.box = document.createElement("nav");
    this.box.className = "khdash-tools";
    this.palette = new Palette();
    this.press = (event) => {
      const asked = event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!asked || event.altKey || event.shiftKey) return;
      event.preventDefault();
      this.palette.open();
    };
    document.addEventListener("keydown", this.press);
  }

  update(text, parent, tell) {
    const data = JSON.parse(text);
    const { words } = data;
    this.palette.update(data, (chosen) => tell("chosen", chosen));
    const home = data.narrow ? parent : document.body;
    if (this.box.parentElement !== home) home.append(this.box);
    this.box.classList.toggle("inline", data.narrow);
    const look = getComputedStyle(parent);
    for (const name of ["background-color", "text-color", "border-color", "primary-color"]) {
      this.box.style.setProperty(`--${name}`, look.getPropertyValue(`--st-${name}`));
      this.palette.dialog.style.setProperty(`--${name}`, look.getPropertyValue(`--st-${name}`));
    }
    if (this.said === text) return;
    this.said = text;
    this.box.setAttribute("aria-label", words.tools);
    const told = document.createElement("span");
    told.setAttribute("role", "status");
    const share = async () => {
      const address = data.public && `${data.public}/${data.page}${location.search}`;
      told.textContent = await shareAddress(address, words);
      setTimeout(() => (told.textContent = ""), 3000);
    };
    this.box.replaceChildren(
      ...(data.presents ? [sign("present", words.present, () => this.tell("started", true))] : []),
      sign("search", words.search, () => this.palette.open()),
      ...(data.narrow ? [] : [sign("print", words.print, () => openPaper(data))]),
      sign("help", words.help, () => this.tell("chosen", { page: data.guide, query: {} })),
      ...(data.narrow ? [sign("share", words.share, share), told] : []),
    );
  }

  leave() {
    document.removeEventListener("keydown", this.press);
    this.palette.leave();
    this.box.remove();
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  const turn = (parentElement.turn = (parentElement.turn ?? 0) + 1);
  parentElement.tools ??= new Tools();
  parentElement.tools.tell = setTriggerValue;
  parentElement.tools.update(new TextDecoder().decode(data), parentElement, setTriggerValue);
  // The framework lets go of one drawing and makes the next: the signs stay in between.
  return () =>
    setTimeout(() => {
      if (parentElement.turn !== turn) return;
      parentElement.tools.leave();
      delete parentElement.tools;
    });
}
