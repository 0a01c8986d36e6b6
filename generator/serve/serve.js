// Keeps a page up to date with the tree it was built from. Only `wirebook serve` adds
// this script; published pages do not have it.
'use strict';
(() => {
  const seen = document.currentScript.dataset.seen;
  let stream;
  let panel;

  function show(text) {
    if (document.body.classList.contains('wirebook-waiting')) return; // this page already shows the faults
    if (!text) {
      panel?.remove();
      panel = undefined;
      return;
    }
    if (!panel) {
      panel = document.createElement('section');
      panel.id = 'wirebook-fault';
      panel.setAttribute('role', 'alert');
      panel.setAttribute('aria-label', 'Faults of the build');
      panel.tabIndex = 0; // so that a long report can be scrolled with the keyboard
      panel.append(document.createElement('pre'));
      document.body.append(panel);
    }
    panel.firstChild.textContent = text;
  }

  function connect() {
    const query = new URLSearchParams({ page: location.pathname, seen });
    stream = new EventSource(`/-/events?${query}`);
    stream.addEventListener('fault', (event) => show(JSON.parse(event.data)));
    stream.addEventListener('reload', () => location.reload());
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) setTimeout(follow, 500);
    });
  }

  // Browsers limit the connections to a host, and each stream holds one, so only visible
  // pages have a stream.
  function follow() {
    stream?.close();
    stream = undefined;
    if (!document.hidden) connect();
  }

  document.addEventListener('visibilitychange', follow);
  addEventListener('pagehide', () => stream?.close());
  addEventListener('pageshow', (event) => { if (event.persisted) follow(); });
  follow();
})();
