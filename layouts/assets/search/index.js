// The index: what its parts hold is told in generator/page/indexfile.go and
// indexterms.go.

var base = document.currentScript.src.replace(/[^/]*$/, "");
var head, stop = {}, lost = false;
var got = { group: [], terms: [] }, asked = {};

var alphabet = "#$%'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
var digits = alphabet.length, single = digits - 8, digit = {};
Array.from(alphabet).forEach(function (c, i) { digit[c] = i; });

function numbers(text) {
  var out = [];
  for (var i = 0; i < text.length; i++) {
    var n = digit[text[i]];
    if (n === digits - 1) {
      n = single + 7 * digits + (digit[text[++i]] * digits + digit[text[++i]]) * digits + digit[text[++i]];
    } else if (n >= single) {
      n = single + (n - single) * digits + digit[text[++i]];
    }
    out.push(n);
  }
  return out;
}

function read(part) {
  var at = 0;
  return {
    terms: part.terms.split(" "),
    from: [0].concat(numbers(part.counts).map(function (n) { return at += n; })),
    pages: numbers(part.pages), levels: numbers(part.levels), places: numbers(part.places)
  };
}

// want loads a part of the index and then calls done. What cannot be loaded
// counts as empty: on a large site the rest still finds something.
function want(kind, number, done) {
  if (got[kind][number]) { return true; }
  var address = (kind === "terms" ? head.parts : head.groups)[number];
  (asked[address] = asked[address] || []).push(done);
  if (asked[address].length > 1) { return false; }
  var script = document.createElement("script");
  script.src = base + address;
  script.onload = script.onerror = function (e) {
    lost = lost || e.type === "error";
    got[kind][number] = got[kind][number] || (kind === "terms" ? read({ terms: "", counts: "", pages: "", levels: "", places: "" }) : []);
    asked[address].forEach(function (f) { f(); });
    delete asked[address];
  };
  document.head.appendChild(script);
  return false;
}

// first is the first index whose entry is not less than the text.
function first(list, text) {
  var low = 0, high = list.length;
  while (low < high) {
    var middle = low + high >> 1;
    if (list[middle] < text) { low = middle + 1; } else { high = middle; }
  }
  return low;
}

function partOf(word) {
  var i = first(head.from, word);
  return Math.max(0, head.from[i] === word ? i : i - 1);
}
