// @ts-check
// A message to be sent, written or corrected, in the editor of trials; and where each
// kind of task begins. This file must be the last.

/** @returns {Promise<any>} the program of trials, and the editor */
function loadProgram() {
  if (window.wirebookProgram) { return Promise.resolve(window.wirebookProgram); }
  const main = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-trial]"));
  const script = made("script");
  script.src = new URL(main.dataset.trial || "", main.src).href;
  document.head.append(script);
  return new Promise((resolve, reject) => {
    script.onload = () => resolve(window.wirebookProgram);
    script.onerror = () => reject(new Error("the editor does not load"));
  });
}

/** @param {Begun} begun */
async function editMessage({ task, place, left, tried, through }) {
  const { begin, goal } = JSON.parse(task.dataset.task || "{}");
  const program = await loadProgram();
  const over = through || program.inPage;
  let figure = /** @type {HTMLElement} */ (task.querySelector("figure.message"));
  if (task.dataset.kind === "write") {
    const sheet = made("div", "sheet");
    figure = made("figure", "message response");
    figure.append(made("figcaption", "", "Your response"));
    sheet.append(figure);
    place.before(sheet);
  }
  const name = goal.written ? "Your response" : "Your request";
  const editor = program.makeEditor({
    name, bytes: program.latin1(begin), note: null, exchange: 0, chips: [], close: null,
    through: Object.assign({}, over, { ask: (/** @type {string} */ call, /** @type {any} */ argument, /** @type {any} */ bytes, /** @type {any} */ heard) => over.ask(call, Object.assign({ Goal: goal }, argument), bytes, heard) }),
    judged: goal.written,
    sent: (/** @type {Uint8Array} */ bytes, /** @type {any} */ report) => tried(Array.from(bytes, b => String.fromCharCode(b)).join(""), report.missing)
  });
  const pre = figure.querySelector("pre");
  if (pre) { pre.hidden = true; }
  figure.classList.add("edited");
  figure.append(editor.box);
  const verdict = task.querySelector(".verdict");
  figure.closest(".sheet")?.after(/** @type {Node} */ (verdict), editor.root);
  const before = left("");
  if (before) { editor.set(program.latin1(before)); }
  editor.area.focus();
}

window.wirebookTask = (task, begin, left, tried, through) => {
  const begun = { task, place: begin, left, tried: (/** @type {string} */ text, /** @type {string} */ missing) => tried(task, text, missing), through };
  const kinds = /** @type {Record<string, (begun: Begun) => any>} */ ({ read: selectPart, order: sortLines });
  begin.disabled = true;
  Promise.resolve((kinds[task.dataset.kind || ""] || editMessage)(begun)).then(() => begin.remove(), error => {
    begin.disabled = false;
    const verdict = task.querySelector(".verdict");
    if (verdict) { verdict.textContent = "This page cannot begin it: " + error.message + "."; }
  });
};

const dress = document.createElement("link");
dress.rel = "stylesheet";
dress.href = new URL("task.css", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
document.head.append(dress);
