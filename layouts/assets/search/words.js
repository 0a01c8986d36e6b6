// Words of a text, as generator/page/words.go has them: one fixture holds both to
// the same.

var signs = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}";
var run = "(?:(?![" + signs + "])[\\p{L}\\p{N}_'])+";
var unit = new RegExp("(?=[" + signs + "])[\\p{L}\\p{N}]|" + run + "(?:-" + run + ")*", "gu");
var apart = new RegExp("(\\p{L})'(?=(?![" + signs + "])\\p{L})|'", "gu");

function cut(word) { return word.length > 40 ? Array.from(word).slice(0, 40).join("") : word; }

// units is a list for each word: the word, and the parts of one with hyphens.
function units(text) {
  text = text.replace(/’/g, "'").normalize("NFKD").replace(/\p{M}/gu, "").replace(/_/g, " ");
  text = Array.from(text, function (c) { return c === "ς" ? "σ" : c.toLowerCase(); }).join("");
  text = text.replace(/([0-9])\.(?=[0-9])/g, "$1_");
  text = text.replace(apart, function (all, letter) { return letter ? letter + "'" : " "; });
  return (text.match(unit) || []).map(function (word) {
    word = word.replace(/'/g, "").replace(/_/g, ".");
    var parts = word.split("-");
    return (parts.length > 1 ? [word].concat(parts) : parts).map(cut);
  });
}

function words(text) { return [].concat.apply([], units(text)); }
