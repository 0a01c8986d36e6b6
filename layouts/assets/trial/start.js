// @ts-check
// The request of an exchange becomes an editor. The build joins the files of this folder
// in the order of their names: this one must be last.

/** @type {Promise<any> | null} */
let replayed = null;

/** What the note sends and receives, loaded once. */
function loadNote() {
  const address = scriptOf().dataset.note || "";
  if (!replayed) {
    replayed = fetch(address).then(response => {
      if (!response.ok) { throw new Error("the host answered " + response.status + " for what the note sends"); }
      return response.json();
    });
    replayed.catch(() => { replayed = null; });
  }
  return replayed;
}

/** The script element of the page that knows the addresses. */
function scriptOf() { return /** @type {HTMLScriptElement} */ (document.querySelector("script[data-trial]")); }

/** @param {any[]} pieces of a pattern */
function sentBytes(pieces) { return latin1(pieces.map(piece => piece.t || "").join("")); }

const below = "Use curl, or download the bytes: see below.";

/**
 * @param {Element} figure the request of an exchange
 * @param {((figure: Element) => void)[]} tools add the buttons that messages of a page have
 * @param {Through & { note: () => Promise<any> }} [through] what it is sent through, if not the program
 */
async function openTrial(figure, tools, through) {
  addTools = tools;
  const exchange = /** @type {HTMLElement} */ (figure.closest(".exchange"));
  const pre = /** @type {HTMLElement} */ (figure.querySelector("pre"));
  const button = /** @type {HTMLButtonElement} */ (figure.querySelector("button.edit"));
  if (pre.hidden) { return; }
  button.disabled = true;
  button.textContent = "Edit and send"; // it may have said that it was not loaded
  const own = figure.id === "_try";
  try {
    if (location.protocol === "file:" && !own) { throw new Error("it was opened from disk"); }
    loadLinks().catch(() => {}); // then what is received has fewer links
    const note = own ? { Steps: [] } : await (through ? through.note() : loadNote());
    const number = own ? 0 : Number(exchange.id.replace("_exchange-", ""));
    const step = note.Steps.find((/** @type {any} */ s) => s.x === number);
    /** @type {(bytes: Uint8Array) => void} */
    let sent = () => {};
    const editor = makeEditor({
      name: own ? "Your request" : "Request of exchange " + number,
      bytes: own ? requestInAddress() || bytesOf(pre.textContent || "", false) : sentBytes(step.s),
      note: own ? null : note, exchange: number, sent: bytes => sent(bytes), through: through || inPage,
      chips: (note.Tries || []).filter((/** @type {any} */ t) => t.x === number).map((/** @type {any} */ t) => ({ label: t.Label, will: t.Will, bytes: latin1(t.Send) })),
      instead: own ? "You can copy it as curl, or download it." : below,
      close: own ? null : () => {
        editor.root.remove();
        editor.box.remove();
        pre.hidden = false;
        figure.classList.remove("edited");
        button.focus();
      }
    });
    pre.hidden = true;
    figure.classList.add("edited");
    pre.after(editor.box);
    // Behind what is said of the proof: that is not about the trial.
    (exchange.querySelector(":scope > .proof") || exchange.querySelector(".sheet"))?.after(editor.root);
    if (own) {
      sent = setUpPage(editor);
      button.remove();
    } else {
      editor.area.focus();
      editor.area.setSelectionRange(0, 0);
    }
  } catch (error) {
    const told = make("p", "wait", "This page cannot send it: " + /** @type {Error} */ (error).message + ". " + below);
    told.setAttribute("role", "alert");
    figure.append(told);
  }
  button.disabled = false;
}

const look = document.createElement("link");
look.rel = "stylesheet";
look.href = asset("trial.css");
document.head.append(look);
window.wirebookTrial = openTrial;
window.wirebookProgram = { inPage, start, halt, ask, figureOf, makeEditor, latin1, shownText, size: program.size, origin: program.origin };
