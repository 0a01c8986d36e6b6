// @ts-check
// The service worker keeps the pages that were read for reading offline. Online it
// shows nothing old. The build puts `build` before this text: version, the hash of its
// files, assets, their addresses, later, the addresses of assets that are kept once they
// were needed, from one version to the next, and idle, those that are fetched when a page
// is shown and has nothing to do: the search.
const scope = registration.scope;
// Other sites may be at other paths of this host, with caches of their own.
const prefix = "wirebook " + scope + " ";
const name = prefix + build.version;
const offline = scope + "offline.html";

/**
 * A page has one address here: that of its file.
 * @param {string} url
 */
function fileOf(url) {
  const address = url.split(/[?#]/)[0];
  return address.endsWith("/") ? address + "index.html" : address;
}

/**
 * Whatever the host allows browsers to keep, a page is asked for anew.
 * @param {Request | string} request
 */
function fresh(request) {
  return fetch(request, { cache: "no-cache" });
}

/**
 * @param {Cache} cache
 * @param {string} url
 * @param {Response} response
 */
async function keep(cache, url, response) {
  if (response.status === 200 && response.type === "basic" && !response.redirected) {
    await cache.put(fileOf(url), response);
  }
}

/**
 * @param {Cache} cache
 * @param {string} url
 */
function match(cache, url) {
  return cache.match(fileOf(url), { ignoreVary: true });
}

async function older() {
  return (await caches.keys()).filter(other => other.startsWith(prefix) && other !== name);
}

// What was read before this version, and what is open, is fetched again: with the
// old files goes nothing that the reader has.
async function install() {
  const cache = await caches.open(name);
  await cache.addAll(build.assets.map(file => scope + file));
  await keep(cache, offline, await fresh(offline));
  const read = (await clients.matchAll({ includeUncontrolled: true })).map(client => client.url);
  for (const old of await older()) {
    const before = await caches.open(old);
    for (const request of await before.keys()) {
      read.push(request.url);
      const kept = build.later.includes(request.url.slice(scope.length)) && await before.match(request);
      if (kept) { await cache.put(request, kept); }
    }
  }
  await Promise.all(Array.from(new Set(read.map(fileOf)), async url => {
    if (!url.startsWith(scope) || url.startsWith(scope + "assets/")) { return; }
    try { await keep(cache, url, await fresh(url)); } catch { /* it is gone, or the network is */ }
  }));
  await skipWaiting();
}

async function activate() {
  for (const old of await older()) { await caches.delete(old); }
  await clients.claim();
}

/**
 * The name of an asset changes with its bytes: what is here is right. The page gets its
 * bytes as they come, and not when all of them are kept.
 * @param {FetchEvent} event
 */
async function asset(event) {
  const request = event.request;
  const cache = await caches.open(name);
  const kept = await match(cache, request.url);
  if (kept) { return kept; }
  const response = await fetch(request);
  event.waitUntil(keep(cache, request.url, response.clone()));
  return response;
}

/** @param {FetchEvent} event */
async function page(event) {
  const request = event.request;
  const cache = await caches.open(name);
  const here = fileOf(request.url) === offline;
  let response;
  try {
    response = await fresh(request);
  } catch (error) {
    const kept = here ? null : await match(cache, request.url);
    if (kept) { return kept; }
    if (request.mode !== "navigate") { throw error; }
    // The status that a cache answers with when it cannot ask (RFC 9111 section 5.2.1.7).
    return explain(cache, here ? 200 : 504);
  }
  if (here && response.ok) {
    await keep(cache, offline, response);
    return explain(cache, 200);
  }
  event.waitUntil(keep(cache, request.url, response.clone()));
  return response;
}

/**
 * The list of the saved pages, the latest first. It may be shown at any depth, so
 * its links are absolute.
 * @param {Cache} cache
 * @param {number} status
 */
async function explain(cache, status) {
  const response = /** @type {Response} */ (await match(cache, offline));
  /** @type {string[]} */
  const list = [];
  for (const request of await cache.keys()) {
    if (!request.url.endsWith(".html") || request.url === offline) { continue; }
    const kept = await cache.match(request, { ignoreVary: true });
    const title = kept && /<title>([^<]*)/.exec(await kept.text());
    if (title) { list.unshift('<li><a href="' + request.url + '">' + title[1].replace(/ · [^·]*$/, "") + "</a></li>"); }
  }
  let text = await response.text();
  text = text.replace(/( (?:href|src|data-worker)=")(?!#|[a-z]+:)/g, (_, before) => before + scope);
  if (list.length) {
    text = text.replace(/(<ul id="_kept">)[^]*?(<\/ul>)/, (_, before, after) => before + list.join("") + after);
  }
  const headers = new Headers(response.headers);
  headers.delete("Content-Length");
  headers.delete("Content-Encoding");
  return new Response(text, { status, headers });
}

async function fill() {
  const cache = await caches.open(name);
  for (const file of build.idle) {
    const url = scope + file;
    if (!await match(cache, url)) { await keep(cache, url, await fresh(url)); }
  }
}

addEventListener("message", event => event.waitUntil(fill().catch(() => {}))); // no network: the next page tries again
addEventListener("install", event => event.waitUntil(install()));
addEventListener("activate", event => event.waitUntil(activate()));
addEventListener("fetch", event => {
  const request = event.request;
  // `serve` adds addresses under -/, such as an endless stream of events.
  if (request.method !== "GET" || !request.url.startsWith(scope) || request.url.startsWith(scope + "-/") || request.headers.has("Range")) { return; }
  event.respondWith(request.url.startsWith(scope + "assets/") ? asset(event) : page(event));
});
