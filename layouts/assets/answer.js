// @ts-check
// The worker in which the program of trials runs: the origin of this site, compiled to
// WebAssembly. It can ask no other host for anything: before the program starts, all
// that could is taken away, since a worker on a host without header fields has no
// policy of its own.
(() => {
  "use strict";
  const scope = /** @type {any} */ (globalThis);
  const tell = scope.postMessage.bind(scope);

  // What the program and wasm_exec.js need, and the language itself.
  const kept = new Set(("Object Array Number Boolean String Symbol BigInt Date Promise RegExp JSON Math Map Set WeakMap WeakSet WeakRef Proxy Reflect Atomics Intl " +
    "Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError FinalizationRegistry Iterator " +
    "ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array " +
    "Infinity NaN undefined parseFloat parseInt isFinite isNaN decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape globalThis self constructor " +
    "console performance crypto TextEncoder TextDecoder setTimeout clearTimeout queueMicrotask WebAssembly Go fs process path wirebook wirebookReady").split(" "));

  function silence() {
    const last = EventTarget.prototype;
    for (let at = scope; at && at !== last; at = Object.getPrototypeOf(at)) {
      for (const name of Object.getOwnPropertyNames(at)) {
        if (kept.has(name)) { continue; }
        try { delete at[name]; } catch { /* it can only be hidden */ }
        const left = at[name]; // a constant that is a number does nothing
        if (typeof left === "function" || typeof left === "object" && left) { Object.defineProperty(at, name, { value: undefined }); }
      }
    }
  }

  /** @param {string} address */
  async function compiled(address) {
    const response = await fetch(address);
    if (!response.ok || !response.body) { throw new Error("the host answered " + response.status); }
    const reader = response.body.getReader();
    const pieces = [];
    let loaded = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) { break; }
      pieces.push(value);
      loaded += value.length;
      tell({ loaded });
    }
    let stream = new Blob(pieces).stream();
    // A host may have sent it as gzip, so that it is unpacked already.
    if (pieces[0][0] === 0x1f) { stream = stream.pipeThrough(new DecompressionStream("gzip")); }
    return WebAssembly.compileStreaming(new Response(stream, { headers: { "Content-Type": "application/wasm" } }));
  }

  /** @param {{ wasm: string, exec: string }} where */
  async function start(where) {
    const program = await compiled(where.wasm);
    scope.importScripts(where.exec);
    let last = "";
    scope.fs.writeSync = (/** @type {number} */ _, /** @type {Uint8Array} */ bytes) => {
      last = (last + new TextDecoder().decode(bytes)).slice(-2000);
      return bytes.length;
    };
    scope.wirebookReady = () => tell({ ready: true });
    const go = new scope.Go();
    silence();
    const instance = await WebAssembly.instantiate(program, go.importObject);
    go.run(instance).then(() => tell({ failed: last || "it ended" }));
  }

  scope.addEventListener("message", (/** @type {MessageEvent} */ event) => {
    const call = event.data;
    if (call.start) {
      start(call.start).catch(error => tell({ failed: error.message || String(error) }));
    } else {
      scope.wirebook(call.name, call.argument, call.bytes, (/** @type {string} */ text) => tell({ id: call.id, text }));
    }
  });
})();
