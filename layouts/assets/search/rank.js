// @ts-check
// Finds the pages for a query, best first.

/**
 * A word of a query.
 * @typedef {object} Word
 * @property {string} word
 * @property {number} weight how much it counts
 * @property {string[]} [parts] the parts of a word with hyphens or capitals
 * @property {boolean} [minor] it is in every text
 * @property {boolean} [last] the reader may still be typing it
 * @property {boolean} [only] it is the only word of the query
 * @property {boolean} [exact] only the same term fits
 * @property {boolean} [whole] it is several words, which may be the name of something
 */

/**
 * Why a page is a result: a term, the place where it is, and how much that counts.
 * @typedef {{term: string, place: number, worth: number}} Reason
 */

/** @typedef {{page: number, score: number, sum: number, rare: number, why: Reason[]}} Result */

/**
 * Reads a query. A section of an RFC is one word, and exact. Words that are in every
 * text are minor, unless the query has no others. In messages of tools, the number of a
 * system error, as in (104: Connection reset by peer), and the code that a test expected
 * do not count.
 * @param {string} query
 */
function ask(query) {
  /** @type {Word[]} */
  const list = [];
  query = query.replace(/\([0-9]+:/g, "(").replace(/\bexpect(?:ed|s)?\b\D*[1-5][0-9]{2}(?=\D+[1-5][0-9]{2}\b)/gi, "");
  query = query.replace(/(?:\brfc\W*)?\b([0-9]{4,5})\W+(?:(?:section|sec|sect|appendix|§)\W*)?((?:[0-9]+|[a-z])(?:\.[0-9]+)*)(?![\w.])/gi, (all, rfc, section) => {
    list.push({ word: section.toLowerCase() + ":" + rfc, weight: 2, exact: true });
    return /\brfc/i.test(all) ? " " : all;
  }).replace(/\brfc(?=[0-9])/gi, "rfc ");
  /**
   * The parts of a word such as TooManyRedirects.
   * @type {Map<string, string[]>}
   */
  const humps = new Map();
  for (const word of query.match(/[A-Za-z]+[a-z][A-Z][A-Za-z]*/g) || []) {
    humps.set(word.toLowerCase(), words(word.replace(/([a-z])(?=[A-Z])/g, "$1 ")));
  }
  const all = units(query), open = !/\s$/.test(query);
  const whole = all.filter(u => !stopWords.has(u[0]));
  all.forEach((u, i) => {
    const minor = whole.length > 0 && stopWords.has(u[0]);
    list.push({ word: u[0], parts: humps.get(u[0]) || u.slice(1), minor, weight: minor ? 0.1 : /^[1-9][0-9]{2}$/.test(u[0]) ? 2 : 1, last: open && i === all.length - 1, only: all.length === 1 });
  });
  // The index has the names of things as terms of several words. On a large site each may
  // need another part of it.
  const least = head.parts.length > 1 ? whole.length : 2;
  for (let from = 0; from + least <= whole.length; from++) {
    for (let to = Math.min(whole.length, from + 8); to >= from + Math.max(2, least); to--) {
      list.unshift({ word: cut(whole.slice(from, to).map(u => u[0]).join("-")), weight: 2 * (to - from) / whole.length, exact: true, whole: true });
    }
  }
  return list;
}

/**
 * Finds the terms that fit a word; returns null while their part of the index is being loaded.
 * @param {Word} q
 * @param {() => void} done
 * @returns {[Part, Match[]] | null}
 */
function look(q, done) {
  const number = partOf(q.word);
  if (!want("terms", number, done)) { return null; }
  const part = got.terms[number];
  if (!q.exact) { return [part, matches(part, q)]; }
  const i = first(part.terms, q.word);
  return [part, part.terms[i] === q.word ? [[i, 1]] : []];
}

/**
 * Finds pages, best first; returns null while a part of the index is being loaded, and
 * calls again afterwards.
 * @param {string} query
 * @param {() => void} again
 */
function rank(query, again) {
  if (!head) { return null; }
  /** @type {Map<number, Result>} */
  const pages = new Map();
  let list = ask(query), waits = false, all = 0;
  if (head.parts.length > 1) { // a large site: only the longest words, because each may need another part
    list = list.filter(q => !q.minor).sort((a, b) => b.word.length - a.word.length).slice(0, 4);
  }
  for (let i = 0; i < list.length; i++) { // the loop may add words
    const q = list[i], found = look(q, again);
    if (!found) {
      waits = true;
      continue;
    }
    const [part, matching] = found, parts = q.parts || [];
    if (!matching.length && parts.length) {
      parts.forEach((word, at) => {
        list.push({ word, minor: q.minor, weight: q.weight / parts.length, last: q.last && at === parts.length - 1 });
      });
      continue;
    }
    if (q.exact && !matching.length) { continue; }
    const rare = count(q, part, matching, pages);
    if (!q.whole) { all += rare; }
  }
  if (waits) { return null; }
  const results = Array.from(pages.values());
  let most = 0;
  for (const p of results) {
    p.rare = Math.min(p.rare, all); // the name of several words counts beside its words
    p.score = p.sum * Math.pow(p.rare / all, 1.5);
    most = Math.max(most, p.rare);
  }
  return results.filter(p => p.rare > 0.4 * most).sort((a, b) => b.score - a.score || a.page - b.page);
}

/**
 * Adds the worth of a word to the pages that contain it, and returns how rare the word
 * is: a word on few pages counts for more.
 * @param {Word} q
 * @param {Part} part
 * @param {Match[]} found
 * @param {Map<number, Result>} pages
 */
function count(q, part, found, pages) {
  /** @type {Map<number, Reason & {fit: number}>} */
  const best = new Map();
  for (const [term, fit] of found) {
    let page = 0;
    for (let i = part.from[term]; i < part.from[term + 1]; i++) {
      page += part.pages[i];
      const worth = fit * Math.pow(2, 0.6 * (part.levels[i] < 4 ? part.levels[i] - 2 : part.levels[i] / 2));
      const other = best.get(page);
      if (!other || other.worth < worth) { best.set(page, { worth, fit, place: part.places[i], term: part.terms[term] }); }
    }
  }
  const most = found.reduce((m, [, fit]) => Math.max(m, fit), 0);
  const rare = q.weight * (most || 1) * Math.max(0.1, Math.log((head.count + 1) / (best.size + 0.5)));
  best.forEach((b, page) => {
    const p = pages.get(page) || { page, score: 0, sum: 0, rare: 0, why: [] };
    pages.set(page, p);
    p.sum += rare * b.worth;
    if (!q.minor) { p.why.push({ term: b.term, place: b.place, worth: rare * b.worth }); }
    p.rare += rare * Math.sqrt(b.fit);
  });
  return rare;
}
