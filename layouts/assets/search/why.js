// Why a page is a result, and how it is shown.

// reasons says for each result where its words stand, the best reason first,
// and which heading it leads to.
function reasons(result, entry) {
  var places = {}, out = [], title = words(entry[1]);
  result.why.sort(function (a, b) { return b.worth - a.worth; });
  result.why.forEach(function (w) { places[w.place] = (places[w.place] || 0) + w.worth; });
  var place = Object.keys(places).sort(function (a, b) { return places[b] - places[a] || a - b; })[0] || 0;
  var written = (+place && entry[4][place - 1] || "").split("\t"), heading = written[0];
  var id = written.length > 1 ? written[1] : heading.replace(/[A-Z]/g, function (c) { return c.toLowerCase(); }).replace(/[^a-z0-9_ -]/g, "").replace(/ /g, "-");
  var groups = [["Title", title], ["People say", words(entry[3].join(" "))], ["Heading", words(heading)], ["Summary", words(entry[2])]];
  var sections = [], text = [];
  result.why.forEach(function (w) {
    var colon = w.term.indexOf(":");
    if (colon > 0) {
      sections.push("RFC " + w.term.slice(colon + 1) + " section " + w.term.slice(0, colon));
      return;
    }
    for (var i = 0; i < groups.length; i++) {
      if (groups[i][1].indexOf(w.term) >= 0) { (groups[i][2] = groups[i][2] || []).push(w.term); return; }
    }
    text.push(w.term);
  });
  if (sections.length) { out.push(sections.join(", ")); }
  groups.forEach(function (g) {
    if (!g[2]) { return; }
    out.push(g[0] === "Heading" ? "Heading: " + heading : g[0] + ": " + g[2].join(", "));
  });
  if (text.length) { out.push("Text" + (heading ? " below " + heading : "") + ": " + text.join(", ")); }
  return { id: id, heading: heading, why: out.join(" · "), terms: result.why.map(function (w) { return w.term; }) };
}

/* What the reader sees. */

// mark shows a text with the words that the query asked for.
function mark(into, text, terms) {
  text.split(/([\p{L}\p{N}]+(?:[-.'’][\p{L}\p{N}]+)*)/u).forEach(function (piece, i) {
    var hit = i % 2 && words(piece).some(function (w) { return terms.indexOf(w) >= 0; });
    into.appendChild(hit ? make("mark", "", piece) : document.createTextNode(piece));
  });
  return into;
}

function make(tag, name, text) {
  var e = document.createElement(tag);
  if (name) { e.className = name; }
  if (text) { e.textContent = text; }
  return e;
}
