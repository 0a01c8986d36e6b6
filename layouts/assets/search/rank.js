// Which pages a query finds, best first.

// ask reads a query: its words and what each is worth. A section of an RFC is one
// word, and exact: nothing is like it. A word that is in every text is minor,
// unless there is no other.
function ask(query) {
  var list = [];
  query = query.replace(/(?:\brfc\W*)?\b([0-9]{4,5})\W+(?:(?:section|sec|sect|appendix|§)\W*)?((?:[0-9]+|[a-z])(?:\.[0-9]+)*)(?![\w.])/gi, function (all, rfc, section) {
    list.push({ word: section.toLowerCase() + ":" + rfc, weight: 2, exact: true });
    return /\brfc/i.test(all) ? " " : all;
  }).replace(/\brfc(?=[0-9])/gi, "rfc ");
  var all = units(query), open = !/\s$/.test(query);
  var whole = all.filter(function (u) { return !stop[u[0]]; });
  all.forEach(function (u, i) {
    var minor = whole.length > 0 && !!stop[u[0]];
    list.push({ word: u[0], parts: u.slice(1), minor: minor, weight: minor ? 0.1 : 1, last: open && i === all.length - 1, only: all.length === 1 });
  });
  // A phrase as a whole is a term of what is called so.
  if (whole.length > 1) {
    list.unshift({ word: cut(whole.map(function (u) { return u[0]; }).join("-")), weight: 2, exact: true, whole: true });
  }
  return list;
}

// look finds the terms that fit a word: [part, [[index, how well]…]]; null while
// the part is on its way.
function look(q, done) {
  var number = partOf(q.word);
  if (!want("terms", number, done)) { return null; }
  var part = got.terms[number];
  if (!q.exact) { return [part, matches(part, q)]; }
  var i = first(part.terms, q.word);
  return [part, part.terms[i] === q.word ? [[i, 1]] : []];
}

// rank finds pages: [{page, score, why}], best first; null while a part of the
// index is on its way, and then calls again.
function rank(query, again) {
  if (!head) { return null; }
  var list = ask(query), waits = false, pages = {}, all = 0;
  if (head.parts.length > 1) { // a large site: the longest words, each may need a part of its own
    list = list.filter(function (q) { return !q.minor; });
    list = list.sort(function (a, b) { return b.word.length - a.word.length; }).slice(0, 4);
  }
  for (var i = 0; i < list.length; i++) {
    var q = list[i], found = look(q, again);
    if (!found) { waits = true; continue; }
    if (!found[1].length && q.parts && q.parts.length) {
      list = list.concat(q.parts.map(function (p, at) {
        return { word: p, minor: q.minor, weight: q.weight / q.parts.length, last: q.last && at === q.parts.length - 1 };
      }));
      continue;
    }
    if (q.exact && !found[1].length) { continue; }
    var rare = count(q, found[0], found[1], pages);
    if (!q.whole) { all += rare; }
  }
  if (waits) { return null; }
  var most = 0;
  return Object.keys(pages).map(function (page) {
    var p = pages[page];
    p.page = +page;
    p.score = p.sum * Math.pow(p.rare / all, 1.5);
    most = Math.max(most, p.rare);
    return p;
  }).filter(function (p) { return p.rare > 0.4 * most; }).sort(function (a, b) { return b.score - a.score || a.page - b.page; });
}

// count adds what a word is worth to the pages that have it, and returns how
// rare it is: what is on few pages says much.
function count(q, part, found, pages) {
  var best = {}, n = 0, most = found.reduce(function (m, f) { return Math.max(m, f[1]); }, 0);
  found.forEach(function (f) {
    var page = 0;
    for (var i = part.from[f[0]]; i < part.from[f[0] + 1]; i++) {
      page += part.pages[i];
      var worth = f[1] * Math.pow(2, 0.6 * (part.levels[i] < 4 ? part.levels[i] - 2 : part.levels[i] / 2));
      if (!best[page]) { n++; }
      if (!best[page] || best[page].worth < worth) {
        best[page] = { worth: worth, fit: f[1], place: part.places[i], term: part.terms[f[0]] };
      }
    }
  });
  var rare = q.weight * (most || 1) * Math.max(0.1, Math.log((head.count + 1) / (n + 0.5)));
  Object.keys(best).forEach(function (page) {
    var b = best[page], p = pages[page] = pages[page] || { sum: 0, rare: 0, why: [] };
    p.sum += rare * b.worth;
    if (q.whole) { return; }
    p.rare += rare * Math.sqrt(b.fit);
    if (!q.minor) { p.why.push({ term: b.term, place: b.place, worth: rare * b.worth }); }
  });
  return rare;
}
