// Hands the present address on: by the sheet of the system, else by the clipboard, else to copy it
// by hand.

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
