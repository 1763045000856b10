// Hands the present address on: by the sheet of the system, else by the clipboard, else to copy it
// by hand. data: {label, copied}.

export async function shareAddress(copied) {
  const { title } = document, url = location.href;
  if (navigator.share) {
    await navigator.share({ title, url }).catch(() => {}); // Closing the sheet is no error.
    return "";
  }
  try {
    await navigator.clipboard.writeText(url);
    return copied;
  } catch {
    window.prompt(title, url); // Without a secure connection there is no clipboard.
    return "";
  }
}

const ICON =
  '<svg viewBox="0 -960 960 960" width="20" height="20" fill="currentColor" aria-hidden="true">' +
  '<path d="M240-40q-33 0-56.500-23.500T160-120v-440q0-33 23.500-56.500T240-640h120v80H240v440h480v-440' +
  'H600v-80h120q33 0 56.500 23.500T800-560v440q0 33-23.500 56.500T720-40H240Zm200-280v-447l-64 64-56-57' +
  ' 160-160 160 160-56 57-64-64v447h-80Z"/></svg>';

export default function ({ data, parentElement }) {
  let button = parentElement.querySelector("button");
  if (!button) {
    button = document.createElement("button");
    Object.assign(button, { type: "button", className: "khdash-share", innerHTML: ICON });
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    parentElement.append(button, said);
  }
  button.setAttribute("aria-label", data.label);
  button.title = data.label;
  button.onclick = async () => {
    const said = parentElement.querySelector("[role=status]");
    said.textContent = await shareAddress(data.copied);
    setTimeout(() => (said.textContent = ""), 3000);
  };
}
