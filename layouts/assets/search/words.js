// @ts-check
// Splits a text into words as generator/search/words.go does; the tests run both on one
// fixture.

const signs = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}";
const run = "(?:(?![" + signs + "])[\\p{L}\\p{N}_'])+";
const unit = new RegExp("(?=[" + signs + "])[\\p{L}\\p{N}]|" + run + "(?:-" + run + ")*", "gu");
const apart = new RegExp("(\\p{L})'(?=(?![" + signs + "])\\p{L})|'", "gu");

/** @param {string} word */
function cut(word) { return word.length > 40 ? Array.from(word).slice(0, 40).join("") : word; }

/**
 * Returns a list for each word: the word and, if it has hyphens, its parts.
 * @param {string} text
 */
function units(text) {
  text = text.replace(/’/g, "'").normalize("NFKD").replace(/\p{M}/gu, "").replace(/_/g, " ");
  text = Array.from(text, c => c === "ς" ? "σ" : c.toLowerCase()).join("");
  text = text.replace(/([0-9])\.(?=[0-9])/g, "$1_");
  text = text.replace(apart, (_, letter) => letter ? letter + "'" : " ");
  return Array.from(text.match(unit) || [], found => {
    const word = found.replace(/'/g, "").replace(/_/g, ".");
    const parts = word.split("-");
    return (parts.length > 1 ? [word].concat(parts) : parts).map(cut);
  });
}

/** @param {string} text */
function words(text) { return units(text).flat(); }
