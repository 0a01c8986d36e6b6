// @ts-check
// Messages in the colours of the site: what is typed, and what was received.

/** @type {((figure: Element) => void)[]} */
let addTools = [];

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} [className]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[K]}
 */
function make(name, className, text) {
  const e = document.createElement(name);
  if (className) { e.className = className; }
  if (text) { e.textContent = text; }
  return e;
}

/**
 * @param {string} text
 * @param {() => void} press
 * @param {string} [className]
 */
function makeButton(text, press, className) {
  const button = make("button", className, text);
  button.type = "button";
  button.addEventListener("click", press);
  return button;
}

/**
 * Paints what is typed into a request or a response.
 * @param {HTMLElement} into
 * @param {string} text
 */
function paint(into, text) {
  into.textContent = "";
  const add = (/** @type {string} */ name, /** @type {string} */ part) => {
    into.append(name ? make("span", name, part) : part);
  };
  const end = text.search(/(\\r)?(\\n)?\n(\\r)?(\\n)?\n/);
  const head = end < 0 ? text : text.slice(0, end);
  head.split(/(?<=\n)/).forEach((line, i) => {
    if (i === 0) {
      const response = line.startsWith("HTTP/");
      const names = response ? ["kr", "m"] : ["nf", "nn", "kr"];
      for (const [, before, part] of line.matchAll(/(\s*)(\S*)/g)) {
        const at = into.querySelectorAll("span").length;
        add("", before);
        if (part) { add(names[at] || (response ? "ne" : ""), part); }
      }
      return;
    }
    const field = /^([^:\s]+)(:[ \t]*)([^\n]*)(\n?)$/.exec(line);
    if (!field) {
      add("", line);
      return;
    }
    add("n", field[1]);
    add("", field[2]);
    add("v", field[3]);
    add("", field[4]);
  });
  if (end >= 0) { add("", text.slice(end)); }
  into.append("\n"); // a last empty line has a height, too
}

let figures = 0;

/**
 * A received message, as the pages show one.
 * @param {any} m
 * @param {string} label
 * @param {string} [over] the name of its connection, where there are several
 */
function figureOf(m, label, over) {
  const digit = Math.floor((m.code || 0) / 100);
  const figure = make("figure", "message " + (m.code === undefined ? "request" : "response of" + digit));
  const caption = make("figcaption");
  caption.innerHTML = program.marks[digit] || ""; // of the build
  caption.append(" " + label);
  if (over) { caption.append(" ", make("span", "conn", over)); }
  figure.append(caption);
  const pre = make("pre");
  pre.tabIndex = 0;
  pre.setAttribute("role", "region");
  pre.setAttribute("aria-label", label + " of trial " + ++figures + ": " + m.title); // not the name of one in the page
  const code = make("code");
  const links = linksOf();
  let name = "";
  for (const [kind, text] of m.head) {
    const address = kind === "n" || kind === "m" ? links[text.toLowerCase()] : "";
    if (address) {
      const link = make("a", kind, text);
      link.href = address;
      code.append(link);
    } else {
      code.append(kind ? make("span", kind, text) : text);
    }
    if (kind === "n") { name = text.toLowerCase(); }
    if (kind === "v" && name === "content-length" && m.whole && Number(text) === m.length && m.length) {
      const length = make("i", "len");
      length.dataset.n = m.length === 1 ? "1 byte" : m.length + " bytes";
      code.append(length);
    }
  }
  if (m.body && m.body.length) {
    const body = make("span", "b");
    if (m.binary) {
      body.textContent = "(" + m.length + " bytes that are not text)";
    } else {
      for (const [kind, text] of m.body) { body.append(kind ? make("span", kind, text) : text); }
    }
    code.append(body);
  }
  pre.append(code);
  figure.append(pre);
  if (m.code !== undefined && !m.whole) { figure.append(make("p", "what", "It is incomplete.")); }
  for (const add of addTools) { add(figure); }
  return figure;
}

/** @type {Record<string, string> | null} */
let known = null;

/** The pages of fields and codes: those that this page links to, and once they are loaded
 * all that the site has. */
function linksOf() {
  if (known) { return known; }
  known = {};
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("main pre a.n, main pre a.m, main a.code, .site .codes a"))) {
    const text = (link.textContent || "").toLowerCase();
    if (!known[text]) { known[text] = link.href; }
  }
  return known;
}

/** Loads what the site says of fields and codes, which the page that reads responses uses. */
async function loadLinks() {
  const { read } = scriptOf().dataset;
  if (!read || location.protocol === "file:") { return; }
  const address = new URL(read, location.href);
  const notes = await (await fetch(address.href)).json();
  for (const about of [notes.codes, notes.fields]) {
    for (const name in about) {
      if (about[name].url) { linksOf()[name] = new URL(about[name].url, address).href; }
    }
  }
  // A page has no link to itself.
  for (const name in linksOf()) { if (linksOf()[name] === location.href.replace(/[?#].*/, "")) { delete linksOf()[name]; } }
}
