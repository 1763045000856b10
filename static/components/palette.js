// Search everywhere: what is typed is asked of the server, what is found is a list of links.

const WAIT = 120; // Milliseconds without a further letter.

function element(name, fields = {}, ...content) {
  const made = Object.assign(document.createElement(name), fields);
  made.append(...content);
  return made;
}

export class Palette {
  constructor() {
    this.field = element("input", { type: "search", autocomplete: "off", spellcheck: false });
    this.list = element("div", { id: "khdash-found", className: "found" });
    this.told = element("p", { className: "told" });
    this.shut = element("button", { type: "button", textContent: "×", onclick: () => this.close() });
    const head = element("div", { className: "head" }, this.field, this.shut);
    this.dialog = element("dialog", { className: "khdash-palette" }, head, this.told, this.list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "true", "aria-controls": this.list.id,
      "aria-autocomplete": "list", "aria-haspopup": "listbox",
    })) this.field.setAttribute(name, value);
    this.list.setAttribute("role", "listbox");
    this.told.setAttribute("role", "status");
    this.field.addEventListener("input", () => this.ask());
    this.dialog.addEventListener("keydown", (event) => this.pressed(event));
    this.dialog.addEventListener("click", ({ target }) => target === this.dialog && this.close());
    document.body.append(this.dialog);
    this.results = [];
    this.at = 0;
  }

  leave() {
    clearTimeout(this.waiting);
    this.dialog.remove();
  }

  update(data, choose) {
    this.data = data;
    this.choose = choose;
    const { words } = data;
    this.dialog.lang = data.lang;
    this.dialog.setAttribute("aria-label", words.ask);
    this.field.setAttribute("aria-label", words.ask);
    this.list.setAttribute("aria-label", words.ask);
    this.field.placeholder = words.ask;
    this.shut.setAttribute("aria-label", words.close);
    if (!this.results.length) this.told.textContent ||= words.example;
  }

  open() {
    if (this.dialog.open || document.querySelector(".khdash-slides")) return;
    this.dialog.showModal();
    this.field.select();
    this.field.focus();
  }

  close() {
    this.dialog.close();
  }

  ask() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.fetch(this.field.value), WAIT);
  }

  async fetch(text) {
    const { route, lang, words } = this.data;
    const address = new URL(route, document.baseURI);
    address.search = new URLSearchParams({ q: text, lang });
    let results = [];
    let failed = false;
    try {
      const answer = await fetch(address);
      results = await answer.json();
    } catch {
      failed = true;
    }
    if (text !== this.field.value) return; // A later question is on its way.
    this.show(results);
    const found = results.filter(({ kind }) => kind).length; // Without the ways to look further.
    const count = found ? words.found.replace("#", found) : words.nothing;
    this.told.textContent = failed ? words.failed : text.trim() ? count : words.example;
  }

  // Where a result leads, under the shared filters of the present address.
  address({ page, query }) {
    const now = new URLSearchParams(location.search);
    const asked = new URLSearchParams();
    for (const [name, value] of now) {
      if (this.data.shared.includes(name) && !(name in query)) asked.append(name, value);
    }
    for (const [name, values] of Object.entries(query)) {
      for (const value of values) asked.append(name, value);
    }
    return `${new URL(page, document.baseURI).pathname}?${asked}`;
  }

  show(results) {
    this.results = results;
    this.options = results.map((result, at) => {
      const title = element("span", { className: "title", textContent: result.title });
      const hint = element("span", { className: "hint", textContent: result.hint });
      const option = element("a", { id: `khdash-found-${at}`, tabIndex: -1 }, title, hint);
      option.href = this.address(result);
      option.setAttribute("role", "option");
      option.onclick = (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.go(at);
      };
      option.onpointermove = () => this.mark(at);
      return option;
    });
    const groups = [];
    results.forEach(({ kind }, at) => {
      const last = groups[groups.length - 1];
      if (last && last.kind === kind) last.options.push(this.options[at]);
      else groups.push({ kind, options: [this.options[at]] });
    });
    this.list.replaceChildren(
      ...groups.map(({ kind, options }) => {
        const head = element("div", { className: "kind", textContent: kind, ariaHidden: "true" });
        const group = element("div", {}, ...(kind ? [head] : []), ...options);
        group.setAttribute("role", "group");
        group.setAttribute("aria-label", kind || options[0].textContent);
        return group;
      }),
    );
    this.mark(0);
  }

  mark(at) {
    this.at = Math.max(0, Math.min(at, this.results.length - 1));
    (this.options ?? []).forEach((option, place) => {
      option.setAttribute("aria-selected", place === this.at);
    });
    const chosen = this.options?.[this.at];
    if (chosen) {
      this.field.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    const { key, isComposing } = event;
    if (isComposing) return; // Letters of Vietnamese are put together first.
    if (key === "ArrowDown") this.mark((this.at + 1) % Math.max(this.results.length, 1));
    else if (key === "ArrowUp") this.mark((this.at || this.results.length) - 1);
    else if (key === "Enter" && event.target === this.field) this.go(this.at);
    else if (key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  go(at) {
    const result = this.results[at];
    if (!result) return;
    this.close();
    this.choose({ page: result.page, query: result.query });
  }
}
