// Opens the page on paper: the exhibits that stand on it, in their order, each by the address that its
// files have. A page without any is printed as it stands.

const CSV = /exhibits\/([^/]+)\.csv$/;

function exhibitOf(foot) {
  for (const link of foot.querySelectorAll("a[download]")) {
    const { pathname, search } = new URL(link.href);
    const name = pathname.match(CSV)?.[1];
    if (name) return [name, new URLSearchParams(search)];
  }
  return null;
}

export function openPaper({ lang, paper }) {
  const found = [...document.querySelectorAll(".khdash-foot")].map(exhibitOf);
  const shown = found.filter(Boolean);
  if (!shown.length) return window.print();
  // A plan of emulation is long, and the same for every exhibit: the address says it once.
  const plan = shown.map(([, query]) => query.get(paper.once)).find(Boolean);
  const asked = shown.map(([name, query]) => {
    query.delete(paper.once);
    return [name, String(query)].filter(Boolean).join("?");
  });
  const query = new URLSearchParams([
    [paper.title, document.querySelector("h1")?.innerText ?? document.title],
    ...[...new Set(asked)].map((one) => [paper.exhibit, one]),
  ]);
  if (shown.length < found.length) query.set(paper.without, found.length - shown.length);
  if (plan) query.set(paper.once, plan);
  if (lang === "en") query.set("lang", lang);
  window.open(new URL(`${paper.route}?${query}`, document.baseURI), "_blank", "noopener");
}
