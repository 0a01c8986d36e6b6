// @ts-check
// The colour scheme that the reader chose, before anything is shown in another.

const schemeKey = "wirebook-scheme";
// Empty is as the system is.
let scheme = "";

function recallScheme() {
  try {
    scheme = localStorage.getItem(schemeKey) || "";
  } catch {
    // The browser stores nothing: keep what the reader chose on this page.
  }
  document.documentElement.dataset.scheme = scheme;
}

recallScheme();
// Another tab changed it, or the reader came back to this page.
addEventListener("storage", recallScheme);
addEventListener("pageshow", recallScheme);
