// @ts-check
// The service worker keeps the pages that were read. Pages opened from disk cannot have
// one.

const worker = script.dataset.worker;
if (worker && navigator.serviceWorker && location.protocol !== "file:") {
  navigator.serviceWorker.register(worker).catch(() => {});
}
