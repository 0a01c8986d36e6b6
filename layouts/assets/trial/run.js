// @ts-check
// The program of trials, in a worker. It is loaded at the first call, and once for a
// page; a call that does not end is ended with the worker.

const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;

/** @param {string} name of an asset beside this script */
function asset(name) { return new URL(name, here).href; }

/**
 * @typedef {object} Through what an editor sends through
 * @property {number} size bytes that are loaded before the first request; 0 if none are
 * @property {string} where it is answered: in your browser
 * @property {() => boolean} runs
 * @property {(progress: (loaded: number) => void) => Promise<void>} start
 * @property {(why: string) => void} halt
 * @property {(name: string, argument: any, bytes?: Uint8Array | null, heard?: (event: any) => void) => Promise<any>} ask
 */

/** @type {Through} */
const inPage = { size: program.size, where: "in your browser", runs: () => !!running, start, halt, ask };

/** @type {Worker | null} */
let running = null;
/** @type {Promise<void> | null} */
let started = null;
/** @type {Map<number, { resolve: (v: any) => void, reject: (e: Error) => void, heard: (e: any) => void }>} */
const waiting = new Map();
let calls = 0;

/** Ends the worker, and what it was asked for. The next call starts another.
 * @param {string} why */
function halt(why) {
  running?.terminate();
  running = started = null;
  for (const call of waiting.values()) { call.reject(new Error(why)); }
  waiting.clear();
}

/**
 * Starts the program, unless it runs.
 * @param {(loaded: number) => void} progress hears how many bytes there are
 */
function start(progress) {
  if (started) { return started; }
  if (location.protocol === "file:") { return Promise.reject(new Error("a page opened from disk can't start a worker")); }
  if (!window.WebAssembly || !window.Worker || !window.DecompressionStream) { return Promise.reject(new Error("this browser lacks WebAssembly, workers or DecompressionStream")); }
  started = new Promise((resolve, reject) => {
    const worker = running = new Worker(asset("answer.js"));
    worker.onmessage = event => {
      const said = event.data;
      if (said.loaded) { progress(said.loaded); }
      if (said.ready) { resolve(); }
      if (said.failed) {
        reject(new Error(said.failed));
        if (running === worker) { halt("The server stopped. It starts again with the next request: " + said.failed.split("\n")[0]); }
      }
      const call = waiting.get(said.id);
      if (!call) { return; }
      const what = JSON.parse(said.text);
      if (what.event) {
        call.heard(what);
        return;
      }
      waiting.delete(said.id);
      if (what.error) { call.reject(new Error(what.error)); } else { call.resolve(what.result); }
    };
    worker.onerror = event => {
      event.preventDefault();
      reject(new Error(event.message || "the worker does not load"));
      if (running === worker) { halt(event.message || "The worker failed."); }
    };
    worker.postMessage({ start: { wasm: asset(program.wasm), exec: asset(program.exec) } });
  });
  return started;
}

/**
 * Asks the program for something. It must have been started.
 * @param {string} name
 * @param {any} argument
 * @param {Uint8Array | null} [bytes]
 * @param {(event: any) => void} [heard] hears events before the answer
 * @returns {Promise<any>}
 */
function ask(name, argument, bytes, heard) {
  return new Promise((resolve, reject) => {
    if (!running) {
      reject(new Error("The server does not run."));
      return;
    }
    const id = ++calls;
    waiting.set(id, { resolve, reject, heard: heard || (() => {}) });
    running.postMessage({ id, name, argument: JSON.stringify(argument), bytes: bytes || null });
  });
}
