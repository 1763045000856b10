// What is new since this browser was last here. It remembers the version of the data that it saw,
// and asks the server only when the data are of another one; the first visit tells nothing.
// data: khdash/web/news/visit.py.

const MARK = "khdash.seen"; // {version, sign, day}: the sign tells the version of another home

function remembered() {
  try {
    const mark = JSON.parse(localStorage.getItem(MARK));
    return Number.isInteger(mark?.version) ? mark : null;
  } catch {
    return null;
  }
}

function remember(version, sign) {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  try {
    localStorage.setItem(MARK, JSON.stringify({ version, sign, day }));
  } catch {
    // A browser that keeps nothing is always here for the first time.
  }
}

async function ask({ route, version, lang }, mark) {
  const query = new URLSearchParams({ until: version, lang });
  if (mark) {
    query.set("since", mark.version);
    query.set("sign", mark.sign ?? "");
    query.set("seen", mark.day ?? "");
  }
  const answer = await fetch(new URL(`${route}?${query}`, document.baseURI));
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

function button(text, press) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
  made.onclick = press;
  return made;
}

class News {
  constructor(parent) {
    this.box = document.createElement("div");
    this.box.className = "khdash-news";
    this.box.hidden = true;
    parent.append(this.box);
  }

  async update(data, tell) {
    this.tell = tell;
    const asked = `${data.version} ${data.lang}`;
    if (this.asked !== asked) {
      this.asked = asked;
      await this.look(data);
      if (this.asked !== asked) return;
    }
    this.draw(data);
  }

  async look(data) {
    this.line = "";
    const mark = remembered();
    if (mark?.version === data.version) return remember(data.version, mark.sign);
    try {
      const { line, sign } = await ask(data, mark);
      if (!line) return remember(data.version, sign);
      Object.assign(this, { line, sign, since: mark.version });
    } catch {
      this.asked = null; // The next drawing of the page asks again.
    }
  }

  draw(data) {
    const { words, version, listed } = data;
    this.box.hidden = !this.line;
    if (!this.line) return this.box.replaceChildren();
    const text = document.createElement("span");
    text.textContent = this.line;
    const open = button(words.list, () => this.tell("turned", { since: this.since }));
    open.hidden = listed; // The list has a button of its own that folds it.
    const seen = button(words.seen, () => {
      remember(version, this.sign);
      this.line = "";
      this.draw(data);
      if (listed) this.tell("turned", { since: null });
    });
    this.box.setAttribute("role", "region");
    this.box.setAttribute("aria-label", words.name);
    this.box.replaceChildren(text, open, seen);
  }
}

export default function ({ data, parentElement, setTriggerValue }) {
  parentElement.news ??= new News(parentElement);
  parentElement.news.update(data, setTriggerValue);
}
