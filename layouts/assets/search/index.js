// @ts-check
// Loads the index. generator/search/file.go and terms.go describe its parts.

/**
 * A page: its address, title and description, and its headings and rows. A tab and an id
 * follow one whose id is not the usual one.
 * @typedef {[string, string, string, string[]]} Entry
 */

/**
 * @typedef {object} Head
 * @property {string} stop the words that are in every text
 * @property {number} count the number of pages
 * @property {number} size the number of pages in a group
 * @property {Entry[]} [pages] all pages, if there is only one group
 * @property {string[]} [groups] addresses, relative to the root of the site
 * @property {string[]} from the first term of each part
 * @property {string[]} parts addresses as in groups
 */

/**
 * A part of the index, as written and as read: the pages, levels and places of term i
 * begin at index from[i].
 * @typedef {{terms: string, shared: string, counts: string, pages: string, levels: string, places: string}} Written
 * @typedef {{terms: string[], from: number[], pages: number[], levels: number[], places: number[]}} Part
 */

const base = /** @type {HTMLScriptElement} */ (document.currentScript).src.replace(/[^/]*$/, "");

/** @type {Head} */
let head;
/** @type {Set<string>} */
const stopWords = new Set();
let lost = false;

/** @type {{group: Entry[][], terms: Part[]}} */
const got = { group: [], terms: [] };
/**
 * What to do when an address has been loaded.
 * @type {Record<string, (() => void)[]>}
 */
const asked = {};

// \x60 is a backtick: the build does not remove comments from a script that contains one.
const alphabet = "#$%'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_\x60abcdefghijklmnopqrstuvwxyz{|}~";
const digits = alphabet.length, single = digits - 8;
/** @type {Record<string, number>} */
const digit = {};
Array.from(alphabet).forEach((c, i) => { digit[c] = i; });

/** @param {string} text */
function numbers(text) {
  const out = [];
  for (let i = 0; i < text.length; i++) {
    let n = digit[text[i]];
    if (n === digits - 1) {
      n = single + 7 * digits + (digit[text[++i]] * digits + digit[text[++i]]) * digits + digit[text[++i]];
    } else if (n >= single) {
      n = single + (n - single) * digits + digit[text[++i]];
    }
    out.push(n);
  }
  return out;
}

/**
 * @param {Written} part
 * @returns {Part}
 */
function read(part) {
  let at = 0, term = "";
  const shared = numbers(part.shared);
  return {
    terms: part.terms.split(" ").map((rest, i) => term = term.slice(0, shared[i]) + rest),
    from: [0].concat(numbers(part.counts).map(n => at += n)),
    pages: numbers(part.pages), levels: numbers(part.levels), places: numbers(part.places)
  };
}

/**
 * Returns true if a part of the index is loaded. Otherwise loads it, and then calls done.
 * A part that cannot be loaded counts as empty: on a large site the rest still finds
 * something.
 * @param {"terms" | "group"} kind
 * @param {number} number
 * @param {() => void} done
 */
function want(kind, number, done) {
  if (got[kind][number]) { return true; }
  const address = (kind === "terms" ? head.parts : head.groups || [])[number];
  (asked[address] = asked[address] || []).push(done);
  if (asked[address].length > 1) { return false; }
  const script = document.createElement("script");
  script.src = base + address;
  /** @param {Event} event */
  function end(event) {
    lost = lost || event.type === "error";
    if (kind === "terms") {
      got.terms[number] = got.terms[number] || read({ terms: "", shared: "", counts: "", pages: "", levels: "", places: "" });
    } else {
      got.group[number] = got.group[number] || [];
    }
    asked[address].forEach(f => f());
    delete asked[address];
  }
  script.addEventListener("load", end);
  script.addEventListener("error", end);
  document.head.append(script);
  return false;
}

/**
 * Returns the first index whose entry is not less than the text.
 * @param {string[]} list
 * @param {string} text
 */
function first(list, text) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (list[middle] < text) { low = middle + 1; } else { high = middle; }
  }
  return low;
}

/** @param {string} word */
function partOf(word) {
  const i = first(head.from, word);
  return Math.max(0, head.from[i] === word ? i : i - 1);
}
