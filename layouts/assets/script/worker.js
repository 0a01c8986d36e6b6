// @ts-check
// The service worker keeps what was read. A page from disk can have none.

const worker = script.dataset.worker;
if (worker && navigator.serviceWorker && location.protocol !== "file:") {
  navigator.serviceWorker.register(worker).catch(() => {});
}
