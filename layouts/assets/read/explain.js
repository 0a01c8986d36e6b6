// @ts-check
// Asks the program for the explanation of a text. The program is that of trials: its
// script is loaded when it is first needed.

const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
const box = /** @type {HTMLElement} */ (document.getElementById("_read"));

/** @param {string} address */
function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error("the program cannot be loaded"));
    document.head.append(script);
  });
}

/** @type {Promise<any> | null} */
let ready = null;

/**
 * The program, once it runs and knows the notes.
 * @param {(loaded: number) => void} progress hears how many bytes are loaded
 */
function programOf(progress) {
  if (!ready) {
    ready = (async () => {
      if (!window.wirebookProgram) { await loadScript(box.dataset.program || ""); }
      if (!window.wirebookShow) { await loadScript(new URL("explain.js", here).href); }
      const notes = fetch(box.dataset.notes || "").then(response => response.ok ? response.json() : null);
      await window.wirebookProgram.start(progress);
      await window.wirebookProgram.ask("notes", { Notes: await notes });
      return window.wirebookProgram;
    })();
    ready.catch(() => { ready = null; });
  }
  return ready;
}

/**
 * @param {string} text
 * @param {(loaded: number) => void} progress
 */
async function explain(text, progress) {
  const program = await programOf(progress);
  try {
    return await program.ask("explain", {}, new TextEncoder().encode(text));
  } catch (error) {
    ready = null; // the next text starts another
    throw error;
  }
}
