// @ts-check
// Explains why a page is a result, and makes the elements that show it.

/**
 * Returns where the words of a result are, the best reason first, and the heading that
 * the result links to.
 * @param {Result} result
 * @param {Entry} entry
 */
function reasons(result, entry) {
  const [, title, description, phrases, headings] = entry;
  /** @type {Map<number, number>} */
  const places = new Map();
  result.why.sort((a, b) => b.worth - a.worth);
  result.why.forEach(w => places.set(w.place, (places.get(w.place) || 0) + w.worth));
  const [place] = Array.from(places).sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] || [0];
  const [heading, own] = (place && headings[place - 1] || "").split("\t");
  const id = own !== undefined ? own : heading.replace(/[A-Z]/g, c => c.toLowerCase()).replace(/[^a-z0-9_ -]/g, "").replace(/ /g, "-");
  const groups = [["Title", title], ["People say", phrases.join(" ")], ["Heading", heading], ["Summary", description]].map(([name, text]) => {
    /** @type {string[]} */
    const found = [];
    return { name, words: words(text), found };
  });
  /** @type {string[][]} */
  const [out, sections, text] = [[], [], []];
  for (const { term } of result.why) {
    const colon = term.indexOf(":");
    if (colon > 0) {
      sections.push("RFC " + term.slice(colon + 1) + " section " + term.slice(0, colon));
    } else {
      const group = groups.find(g => g.words.includes(term));
      (group ? group.found : text).push(term);
    }
  }
  if (sections.length) { out.push(sections.join(", ")); }
  for (const { name, found } of groups) {
    if (found.length) { out.push(name + ": " + (name === "Heading" ? heading : found.join(", "))); }
  }
  if (text.length) { out.push("Text" + (heading ? " below " + heading : "") + ": " + text.join(", ")); }
  return { id, heading, why: out.join(" · "), terms: result.why.map(w => w.term) };
}

/**
 * Adds a text, and marks the words of the query in it.
 * @param {Element} into
 * @param {string} text
 * @param {string[]} terms
 */
function mark(into, text, terms) {
  text.split(/([\p{L}\p{N}]+(?:[-.'’][\p{L}\p{N}]+)*)/u).forEach((piece, i) => {
    const hit = i % 2 && words(piece).some(w => terms.includes(w));
    into.append(hit ? make("mark", "", piece) : piece);
  });
  return into;
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [name] class
 * @param {string} [text]
 */
function make(tag, name, text) {
  const made = document.createElement(tag);
  if (name) { made.className = name; }
  if (text) { made.textContent = text; }
  return made;
}
