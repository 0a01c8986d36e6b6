// @ts-check
// Finds the place in a page that made it a result, and makes the elements that show it.

/**
 * Returns the heading that the result links to, its id, the sections of RFCs that were
 * searched for, and the words to mark.
 * @param {Result} result
 * @param {Entry} entry
 */
function reasons(result, entry) {
  const headings = entry[3];
  /** @type {Map<number, number>} */
  const places = new Map();
  result.why.forEach(w => places.set(w.place, (places.get(w.place) || 0) + w.worth));
  const [place] = Array.from(places).sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] || [0];
  const [heading, own] = (place && headings[place - 1] || "").split("\t");
  const id = own !== undefined ? own : heading.replace(/[A-Z]/g, c => c.toLowerCase()).replace(/[^a-z0-9_ -]/g, "").replace(/ /g, "-");
  const terms = result.why.map(w => w.term);
  const sections = terms.filter(t => t.indexOf(":") > 0).map(t => "RFC " + t.split(":")[1] + " section " + t.split(":")[0]);
  return { id, heading, sections, terms };
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
