// The framework may push the address of a page twice: first bare, then with what the reader chose. The
// way back would lead to the bare one, where every choice is lost: the second takes its place.

const SOON = 2000; // milliseconds
const push = history.pushState.bind(history);
const replace = history.replaceState.bind(history);
let bare = { path: "", at: -SOON };

history.pushState = (state, unused, address) => {
  const to = new URL(address ?? location.href, location.href);
  const now = performance.now();
  const again = to.search && to.pathname === bare.path && now - bare.at < SOON;
  bare = to.search ? { path: "", at: -SOON } : { path: to.pathname, at: now };
  (again ? replace : push)(state, unused, address);
};
