// @ts-check
// The service worker keeps the pages that were read. Pages opened from disk cannot have
// one. When a page is shown and idle, the worker fetches the search, which then works
// offline, too; not for readers who asked the browser to save data.

const worker = script.dataset.worker;
if (worker && navigator.serviceWorker && location.protocol !== "file:") {
  navigator.serviceWorker.register(worker).catch(() => {});
  addEventListener("load", async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (/** @type {any} */ (navigator).connection?.saveData) { return; }
    (window.requestIdleCallback || setTimeout)(() => active?.postMessage("idle"));
  });
}
