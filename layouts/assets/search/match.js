// Which terms of the index fit a word that a reader typed.

// far is in how many letters two words differ, left out, added, changed or
// swapped; more than most is most + 1.
function far(a, b, most) {
  if (Math.abs(a.length - b.length) > most) { return most + 1; }
  var before, row = [], next = [];
  for (var j = 0; j <= b.length; j++) { next.push(j); }
  for (var i = 1; i <= a.length; i++) {
    before = row; row = next; next = [i];
    var least = i;
    for (j = 1; j <= b.length; j++) {
      var n = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) { n = Math.min(n, before[j - 2] + 1); }
      next.push(n);
      least = Math.min(least, n);
    }
    if (least > most) { return most + 1; }
  }
  return next[b.length];
}

// What words of one stem end in, in English and its neighbours.
var endings = /^(|[esdynt]|es|ed|en|em|er|ers|ies|ied|ing|ings|ion|ions|ly|te|ung|ungen|al|able|ment)$/;

// alike says how well a term that begins like a word fits it: another form of
// the word, or one that is still being typed.
function alike(word, term, last) {
  var same = 0, colon = term.indexOf(":");
  if (colon > 0) {
    if (word.indexOf(".") < 0) { return 0; }
    term = term.slice(0, colon);
  }
  if (term === word) { return 1; }
  while (same < word.length && word[same] === term[same]) { same++; }
  var a = word.slice(same), b = term.slice(same);
  if (same > 2 && /^(s|es)?$/.test(a + b)) { return 0.85; }
  if (same > 3 && endings.test(a) && endings.test(b)) { return 0.7; }
  if (same < word.length) { return 0; }
  return (last ? 0.7 : 0.4) * Math.sqrt(word.length / term.length);
}

// matches are the terms that fit a word of a query: [index, how well]. Only where
// nothing else fits is the word taken for mistyped.
function matches(part, q) {
  var word = q.word, last = q.last;
  var out = [], terms = part.terms, stem = word.slice(0, Math.max(4, word.length - 3));
  if (word.length < 2 && !/[0-9]/.test(word)) { stem = word + " "; } // too short to begin many
  var i = first(terms, word);
  if (q.only && last && /^[0-9]{1,2}$/.test(word)) { // the beginning of a code
    for (; i < terms.length && terms[i].indexOf(word) === 0; i++) {
      if (/^[0-9]{3}$/.test(terms[i])) { out.push([i, 0.7]); }
    }
    return out;
  }
  if (terms[i] === word) { out.push([i, 1]); }
  for (i = first(terms, stem); i < terms.length && terms[i].slice(0, stem.length) === stem; i++) {
    var fit = terms[i] === word ? 0 : alike(word, terms[i], last);
    if (fit > 0.15) { out.push([i, fit]); }
  }
  if (out.length || word.length < 4 || /^[0-9]/.test(word)) { return out; }
  var most = word.length < 8 ? 1 : 2, bare = word.replace(/-/g, "");
  for (i = 0; i < terms.length; i++) {
    var term = terms[i], n = term.replace(/-/g, "") === bare ? 0 : far(word, term, most);
    if (n <= most) {
      out.push([i, 0.7 - 0.15 * n]);
    } else if (last && term.length > word.length && far(word, term.slice(0, word.length), 1) < 2) {
      out.push([i, 0.3 * word.length / term.length]);
    }
  }
  return out;
}
