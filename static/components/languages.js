// The present language, and a link to the same view in the other. data: {label, lang, languages:
// [[code, short, own name], ...]}, packed; the first is the one that an address need not name.

function inLanguage(code, usual) {
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  if (code !== usual) address.searchParams.append("lang", code);
  return address.href;
}

export default function ({ data, parentElement }) {
  const text = new TextDecoder().decode(data);
  const box = parentElement.querySelector("nav") ?? document.createElement("nav");
  if (box.text === text) return;
  box.text = text;
  const { label, lang, languages } = JSON.parse(text);
  box.className = "khdash-languages";
  box.setAttribute("aria-label", label);
  const usual = languages[0][0];
  box.replaceChildren(
    ...languages.map(([code, short, name]) => {
      const link = Object.assign(document.createElement("a"), { textContent: short, title: name });
      link.lang = link.hreflang = code;
      link.setAttribute("aria-label", `${short}, ${name}`);
      if (code === lang) link.setAttribute("aria-current", "true");
      // The address changes with every filter: it is read when the link is about to be used.
      const aim = () => (link.href = inLanguage(code, usual));
      for (const use of ["pointerdown", "focus", "click", "contextmenu"]) link.addEventListener(use, aim);
      aim();
      return link;
    }),
  );
  if (!box.isConnected) parentElement.append(box);
}
