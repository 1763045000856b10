// Hands on the address by which others open what is shown: by the sheet of the system, else by the
// clipboard, else to copy it by hand. Where nobody said which address that is, the reason is told.

export async function shareAddress(url, { copied, alone }) {
  if (!url) return alone;
  const { title } = document;
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
