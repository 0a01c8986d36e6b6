// The search. It is loaded when a reader begins to search; behind it stands the
// head of its index, which calls wirebookSearch, and so do the parts of the
// index. What they hold: generator/page/indexfile.go and indexterms.go.
(function () {
  "use strict";
  var base = document.currentScript.src.replace(/[^/]*$/, "");
  var head, stop = {}, lost = false;
  var got = { group: [], terms: [] }, asked = {};

  /* Words, as generator/page/words.go has them. */

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

  /* The index. */

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

  // matches are the terms that fit a word: [index, how well].
  function matches(part, word, last) {
    var out = [], terms = part.terms, stem = word.slice(0, Math.max(4, word.length - 3));
    if (word.length < 2 && !/[0-9]/.test(word)) { stem = word + " "; last = false; }
    var i = first(terms, word);
    if (last === "only" && /^[0-9]{1,2}$/.test(word)) { // the beginning of a code
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

  /* Ranking. */

  // ask reads a query: words with the part of the index that may hold them. A
  // section of an RFC is one word.
  function ask(query) {
    var list = [];
    query = query.replace(/(?:\brfc\W*)?\b([0-9]{4,5})\W+(?:(?:section|sec|sect|appendix|§)\W*)?((?:[0-9]+|[a-z])(?:\.[0-9]+)*)(?![\w.])/gi, function (all, rfc, section) {
      list.push({ word: section.toLowerCase() + ":" + rfc, weight: 2, exact: true });
      return /\brfc/i.test(all) ? " " : all;
    }).replace(/\brfc(?=[0-9])/gi, "rfc ");
    var all = units(query), open = !/\s$/.test(query);
    all.forEach(function (u, i) {
      list.push({ word: u[0], parts: u.slice(1), weight: stop[u[0]] ? 0.1 : 1, last: open && i === all.length - 1 && (i ? true : "only") });
    });
    // A phrase as a whole is a term of what is called so.
    var whole = all.filter(function (u) { return !stop[u[0]]; });
    if (whole.length > 1) {
      list.unshift({ word: cut(whole.map(function (u) { return u[0]; }).join("-")), weight: 2, exact: true, whole: true });
    }
    return list;
  }

  function look(q, done) {
    var number = partOf(q.word);
    if (!want("terms", number, done)) { return null; }
    var part = got.terms[number];
    if (!q.exact) { return [part, matches(part, q.word, q.last)]; }
    var i = first(part.terms, q.word);
    return [part, part.terms[i] === q.word ? [[i, 1]] : []];
  }

  // rank finds pages: [{page, score, why}], best first; null while a part of the
  // index is on its way, and then calls again.
  function rank(query, again) {
    if (!head) { return null; }
    var list = ask(query), waits = false, pages = {}, all = 0;
    var kept = list.filter(function (q) { return q.weight >= 1; });
    if (kept.length && head.parts.length > 1) { // a large site: the longest words
      kept.sort(function (a, b) { return b.word.length - a.word.length; });
      list = kept.slice(0, 4);
    }
    for (var i = 0; i < list.length; i++) {
      var q = list[i], found = look(q, again);
      if (!found) { waits = true; continue; }
      if (!found[1].length && q.parts && q.parts.length) {
        list = list.concat(q.parts.map(function (p) { return { word: p, weight: q.weight / q.parts.length, last: q.last }; }));
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
      for (var i = part.from[f[0]]; i < part.from[f[0] + 1]; i++) {
        if (i === part.from[f[0]]) { var page = 0; }
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
      if (q.weight >= 1) { p.why.push({ term: b.term, place: b.place, worth: rare * b.worth, typed: q.word }); }
    });
    return rare;
  }

  /* Why: what of a page has the words of the query. */

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
    var sections = [], text = [], typed = [];
    result.why.forEach(function (w) {
      var colon = w.term.indexOf(":");
      if (colon > 0) {
        sections.push("RFC " + w.term.slice(colon + 1) + " section " + w.term.slice(0, colon));
        return;
      }
      if (w.term.replace(/-/g, "") !== w.typed.replace(/-/g, "")) { typed.push(w.term); }
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

  // attach makes a box with an input search as one types. Most is how many
  // results it shows.
  function attach(box, most) {
    if (box.dataset.ready) { return; }
    box.dataset.ready = "yes";
    var input = box.querySelector("input");
    var status = make("p", "count");
    status.setAttribute("role", "status");
    var list = make("ol", "results");
    box.appendChild(status);
    box.appendChild(list);

    function links() { return Array.from(list.querySelectorAll("a")); }

    if (!head.pages) { most = Math.min(most, 8); } // each may need a part of its own

    function show() {
      var query = input.value.trim();
      if (!query) {
        list.textContent = status.textContent = "";
        return;
      }
      var results = rank(input.value, show);
      if (!results) { return; }
      var shown = results.slice(0, most), ready = true;
      shown.forEach(function (r) {
        if (!head.pages && !want("group", Math.floor(r.page / head.size), show)) { ready = false; }
      });
      if (!ready) { return; }
      list.textContent = "";
      shown.forEach(function (r) { list.appendChild(item(r)); });
      var n = results.length;
      status.textContent = n === 0 ? lost ? "The index cannot be loaded. Open this page again." : "No page has this." : (n === 1 ? "1 page" : n + " pages") + (n > most ? ", the first " + most + ":" : "");
      box.dataset.query = query;
    }

    function item(r) {
      var entry = head.pages ? head.pages[r.page] : got.group[Math.floor(r.page / head.size)][r.page % head.size];
      var li = make("li");
      if (!entry) { return li; }
      var why = reasons(r, entry);
      var a = make("a");
      a.href = base + entry[0].split("/").map(encodeURIComponent).join("/") + (why.id ? "#" + encodeURIComponent(why.id) : "");
      mark(a.appendChild(make("b")), entry[1], why.terms);
      if (why.heading) { mark(a.appendChild(make("span", "at")), why.heading, why.terms); }
      if (entry[2]) { mark(a.appendChild(make("span", "says")), entry[2], why.terms); }
      a.appendChild(make("span", "why", why.why));
      li.appendChild(a);
      return li;
    }

    input.addEventListener("input", show);
    box.addEventListener("keydown", function (e) {
      var all = links(), at = all.indexOf(document.activeElement);
      if (e.key === "ArrowDown" && all[at + 1]) { all[at + 1].focus(); }
      else if (e.key === "ArrowUp" && at >= 0) { (all[at - 1] || input).focus(); }
      else if (e.key === "Enter" && at < 0 && all[0]) { all[0].click(); }
      else if (e.key === "Escape" && at >= 0) { input.focus(); }
      else if (e.key === "Escape" && input.value) { input.value = ""; show(); }
      else { return; }
      e.preventDefault();
    });
    box.show = show;
    show();
  }

  var dialog;

  // open brings the reader to the box of the page, or to one above it.
  function open() {
    var box = document.querySelector("main .find");
    if (!box) {
      if (!dialog) {
        dialog = make("dialog", "finder");
        dialog.setAttribute("aria-label", "Search");
        box = dialog.appendChild(make("div", "find"));
        var input = make("input");
        input.type = "search";
        input.placeholder = "429, etag, retry later";
        input.setAttribute("aria-label", "Search by code, field, section or word");
        input.autocomplete = "off";
        input.spellcheck = false;
        box.appendChild(input);
        var close = make("button", "", "Close");
        close.type = "button";
        box.appendChild(close);
        document.body.appendChild(dialog);
        attach(box, 8);
        dialog.addEventListener("click", function (e) {
          if (e.target === dialog || e.target === close || e.target.closest("a")) { dialog.close(); }
        });
      }
      dialog.showModal();
      box = dialog.firstChild;
    }
    box.querySelector("input").focus();
    box.querySelector("input").select();
  }

  function begin() {
    head.stop.split(" ").forEach(function (w) { stop[w] = true; });
    if (head.parts.length === 1) { want("terms", 0, function () {}); }
    document.querySelectorAll(".find").forEach(function (box) {
      var page = /\/search\.html$/.test(location.pathname), input = box.querySelector("input");
      if (page && !input.value) { input.value = new URLSearchParams(location.search).get("q") || ""; }
      attach(box, page ? 50 : 8);
      if (page) {
        input.addEventListener("input", function () {
          try {
            history.replaceState(null, "", input.value ? "?q=" + encodeURIComponent(input.value) : location.pathname);
          } catch (e) { /* a page from disk keeps its address */ }
        });
      }
    });
  }

  window.wirebookSearch = function (what, data, number) {
    switch (what) {
      case "words": return words(data); // for the tests
      case "open": open(); break;
      case "head": head = data; begin(); break;
      case "terms": got.terms[number] = read(data); break;
      case "group": got.group[number] = data; break;
    }
  };
})();
