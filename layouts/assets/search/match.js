// @ts-check
// Finds the terms of the index that fit a word which the reader typed.

/**
 * Returns in how many letters two words differ: omitted, added, changed or swapped. If
 * that is more than most, it returns most + 1.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
function far(a, b, most) {
  if (Math.abs(a.length - b.length) > most) { return most + 1; }
  /** @type {number[][]} */
  let [before, row, next] = [[], [], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    before = row;
    row = next;
    next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let n = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) { n = Math.min(n, before[j - 2] + 1); }
      next.push(n);
      least = Math.min(least, n);
    }
    if (least > most) { return most + 1; }
  }
  return next[b.length];
}

// The endings of words with the same stem, in English and related languages.
const endings = /^(|[esdynt]|es|ed|en|em|er|ers|ies|ied|ing|ings|ion|ions|ly|te|ung|ungen|al|able|ment)$/;

/**
 * Returns how well a term that begins like a word fits it: as another form of the word,
 * or as a word that is still being typed.
 * @param {string} word
 * @param {string} term
 * @param {boolean} last
 */
function alike(word, term, last) {
  const colon = term.indexOf(":");
  if (colon > 0) {
    if (!word.includes(".")) { return 0; }
    term = term.slice(0, colon);
  }
  if (term === word) { return 1; }
  let same = 0;
  while (same < word.length && word[same] === term[same]) { same++; }
  const a = word.slice(same), b = term.slice(same);
  if (same > 2 && /^(s|es)?$/.test(a + b)) { return 0.85; }
  if (same > 3 && endings.test(a) && endings.test(b)) { return 0.7; }
  if (same < word.length || b[0] === "-" && (!last || /^[0-9]/.test(word))) { return 0; }
  return (last ? 0.7 : 0.4) * Math.sqrt(word.length / term.length);
}

/**
 * A term that fits a word: its index in the part, and how well it fits.
 * @typedef {[number, number]} Match
 */

/**
 * Returns the terms that fit a word of a query. Only if nothing else fits does the word
 * count as mistyped.
 * @param {Part} part
 * @param {Word} q
 */
function matches(part, q) {
  const word = q.word, last = !!q.last, terms = part.terms;
  /** @type {Match[]} */
  const out = [];
  let stem = word.slice(0, Math.max(4, word.length - 3));
  if (word.length < 2 && !/[0-9]/.test(word)) { stem = word + " "; } // too short for terms that only begin with it
  let i = first(terms, word);
  if (q.only && last && /^[0-9]{1,2}$/.test(word)) { // the beginning of a code
    for (; i < terms.length && terms[i].startsWith(word); i++) {
      if (/^[0-9]{3}$/.test(terms[i])) { out.push([i, 0.7]); }
    }
    return out;
  }
  if (terms[i] === word) { out.push([i, 1]); }
  for (i = first(terms, stem); i < terms.length && terms[i].startsWith(stem); i++) {
    const fit = terms[i] === word ? 0 : alike(word, terms[i], last);
    if (fit > 0.15) { out.push([i, fit]); }
  }
  if (out.length || word.length < 4 || /^[0-9]/.test(word)) { return out; }
  const most = word.length < 8 ? 1 : 2, bare = word.replace(/-/g, "");
  terms.forEach((term, at) => {
    const n = term.replace(/-/g, "") === bare ? 0 : far(word, term, most);
    if (n <= most) {
      out.push([at, 0.7 - 0.15 * n]);
    } else if (last && term.length > word.length && far(word, term.slice(0, word.length), 1) < 2) {
      out.push([at, 0.3 * word.length / term.length]);
    }
  });
  return out;
}
