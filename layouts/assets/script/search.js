// @ts-check
// Opens the search: the page's own box, or one in a dialog. The box gets the focus at
// once; the script that finds results, beside the page of the search, is loaded then.

/** @type {HTMLAnchorElement | null} */
const searchLink = document.querySelector("a.search");
if (searchLink) { addSearch(searchLink); }

/** @param {HTMLAnchorElement} link */
function addSearch(link) {
  /** @type {HTMLInputElement | null} */
  const here = document.querySelector("main .find input");
  /** @type {HTMLDialogElement} */
  let dialog;
  /** @type {HTMLScriptElement | null} */
  let answers = null;
  /** @type {HTMLElement | undefined} */
  let lost;

  function loadAnswers() {
    if (answers) { return; }
    answers = load(link.href.replace(/html$/, "js"));
    lost?.remove();
    answers.onerror = () => {
      answers = null;
      lost = document.createElement("p");
      lost.className = "count";
      lost.setAttribute("role", "status");
      lost.textContent = "The search can't be loaded. It needs the network once.";
      (here || dialog.querySelector("input"))?.closest(".find")?.append(lost);
    };
  }

  function above() {
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "finder";
      dialog.setAttribute("aria-label", "Search");
      dialog.innerHTML = "<div class=find><input type=search aria-label='Search by code, header, section or word' autocomplete=off autocapitalize=off spellcheck=false><button type=button>Close</button></div>";
      dialog.addEventListener("click", event => {
        const target = /** @type {Element} */ (event.target);
        if (target === dialog || target.closest("a, button")) { dialog.close(); }
      });
      /** @type {HTMLInputElement} */ (dialog.querySelector("input")).placeholder = link.dataset.hint || "";
      document.body.append(dialog);
    }
    if (!dialog.open) { dialog.showModal(); }
    return dialog.querySelector("input");
  }

  addKey("/", link, () => {
    const input = here || above();
    input?.focus();
    input?.select();
    loadAnswers();
  });

  if (!here) { return; }
  here.addEventListener("focus", loadAnswers);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    // The results replace the index, which must not be shown first and then move.
    here.value = asked;
    loadAnswers();
  }
}
