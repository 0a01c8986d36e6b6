// @ts-check
// Shows what was found in a text: each message with its code, what to do now, what it
// breaks, and its lines. It is loaded with the first text.

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [className]
 * @param {...(string | Node)} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
function make(name, className, ...content) {
  const made = document.createElement(name);
  if (className) { made.className = className; }
  made.append(...content);
  return made;
}

/**
 * @param {string} href
 * @param {string} text
 * @param {string} [className]
 */
function linkTo(href, text, className) {
  const made = make("a", className, text);
  made.href = href;
  return made;
}

/**
 * What a code, a method or a field means, with its page and its definition.
 * @param {any} about
 */
function meaning(about) {
  const out = make("p", "means", about.text || "");
  const links = [];
  if (about.url) { links.push(linkTo(about.url, about.name)); }
  if (about.cite) { links.push(linkTo(about.citeUrl, about.cite, "cite")); }
  links.forEach((link, i) => out.append(i ? " · " : " ", link));
  return out;
}

/**
 * @param {any} found
 * @param {HTMLElement} into
 */
function show(found, into) {
  const all = found.messages || [];
  into.replaceChildren(...all.map((/** @type {any} */ m, /** @type {number} */ i) => message(m, i)));
  if (all.length > 2) { into.prepend(index(all)); }
  if (found.more) { into.append(make("p", "", "This shows the first " + all.length + " of " + (all.length + found.more) + " messages.")); }
}

const kinds = /** @type {Record<string, string>} */ ({ request: "Request", response: "Response", fields: "Fields" });

/** @param {any[]} breaks */
function faultsOf(breaks) { return breaks.filter(b => b.level !== "advice"); }

/**
 * Links to the messages, with how many rules each breaks.
 * @param {any[]} all
 */
function index(all) {
  const out = make("ul", "found");
  all.forEach((m, i) => {
    const item = make("li", m.code ? "of" + String(m.code)[0] : "", linkTo("#_seen-" + (i + 1), kinds[m.kind] + " " + (i + 1) + ": " + m.title));
    const faults = faultsOf(m.breaks || []).length;
    if (faults) { item.append(" breaks " + faults + (faults === 1 ? " rule" : " rules")); }
    out.append(item);
  });
  return out;
}

/**
 * @param {any} m
 * @param {number} number
 */
function message(m, number) {
  const out = make("section", "seen" + (m.code ? " of" + String(m.code)[0] : ""));
  const id = "_seen-" + (number + 1);
  out.id = id;
  const title = make("h2", "", make("span", "label", kinds[m.kind] + " " + (number + 1)), " ", m.title);
  title.id = id + "-title";
  out.setAttribute("aria-labelledby", title.id);
  out.append(title);
  if (m.about) { out.append(meaning(m.about)); }
  if (m.now) {
    const list = make("ul");
    for (const text of m.now) { list.append(make("li", "", text)); }
    out.append(make("h3", "", "What to do now"), list);
  }
  addBreaks(out, m.breaks || [], id);
  out.append(make("h3", "", "Line by line"), lines(m, id));
  if (m.more) { out.append(make("p", "", m.more + (m.more === 1 ? " more line is" : " more lines are") + " not shown.")); }
  return out;
}

/**
 * What a message breaks. What is only advised stands folded below it.
 * @param {HTMLElement} out
 * @param {any[]} breaks
 * @param {string} id
 */
function addBreaks(out, breaks, id) {
  const faults = faultsOf(breaks);
  const advice = breaks.filter(b => b.level === "advice");
  out.append(make("h3", "", "What it breaks"));
  out.append(faults.length ? list(faults, id) : make("p", "fine", "Nothing that a program can see in the text that you pasted."));
  if (advice.length) {
    const more = make("details", "", make("summary", "", advice.length + (advice.length === 1 ? " recommendation" : " recommendations")), list(advice, id));
    out.append(more);
  }
}

/**
 * @param {any[]} breaks
 * @param {string} id
 */
function list(breaks, id) {
  const out = make("ul", "broken");
  for (const b of breaks) {
    const item = make("li", b.level);
    if (b.line >= 0) { item.append(linkTo("#" + id + "-" + b.line, "Line " + (b.line + 1)), ": "); }
    item.append(make("b", "", b.what + "."), " " + b.sentence + " ", linkTo(b.url, b.cite, "cite"), " ", make("code", "", b.rule));
    if (b.level === "should") { item.append(" (a recommendation of the RFC)"); }
    out.append(item);
  }
  return out;
}

/**
 * @param {any} m
 * @param {string} id
 */
function lines(m, id) {
  const out = make("ol", "lines");
  m.lines.forEach((/** @type {any} */ l, /** @type {number} */ i) => {
    const item = make("li");
    item.id = id + "-" + i;
    item.tabIndex = -1;
    const code = make("code");
    for (const p of l.pieces || []) {
      const piece = p.class || p.breaks ? make("span", (p.class || "") + (p.breaks ? " wrong" : ""), p.text) : p.text;
      code.append(piece);
    }
    const says = make("div", "says", make("b", "part", l.part[0].toUpperCase() + l.part.slice(1)));
    if (l.made) { says.append(make("span", "made", " (it looks different in your text: line " + l.number + ")")); }
    if (l.what) { says.append(make("p", "", l.what)); }
    if (l.about) { says.append(meaning(l.about)); }
    for (const b of faultsOf(m.breaks || []).filter(b => b.line === i)) {
      says.append(make("p", "wrong", b.what + "."));
    }
    item.append(code, says);
    out.append(item);
  });
  return out;
}

const look = make("link");
look.rel = "stylesheet";
look.href = new URL("explain.css", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
document.head.append(look);
window.wirebookShow = show;
