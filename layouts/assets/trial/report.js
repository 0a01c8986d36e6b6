// @ts-check
// What came of a trial: first in words, then the messages, then what is to be known of
// them. A trial is no proof, and says so.

/**
 * @param {HTMLElement} out
 * @param {any} report
 * @returns {string} what there is to say first
 */
function showReport(out, report) {
  const words = make("p", "words", (report.words || []).join(" ") || wordsOf(report));
  out.append(words);
  const sheet = make("div", "sheet");
  for (const m of report.received || []) { sheet.append(figureOf(m, m.code >= 100 && m.code < 200 && m.code !== 101 ? "Interim response" : "Response", report.over)); }
  if (sheet.childElementCount) { out.append(sheet); }
  if (report.extra) {
    const more = make("pre", "block");
    more.tabIndex = 0;
    more.setAttribute("role", "region");
    more.setAttribute("aria-label", "Bytes after the response");
    more.append(make("code", "", shownText(latin1(report.extra))));
    out.append(make("p", "", (report.received || []).length ? "More bytes arrived after it:" : "These bytes arrived:"), more);
  }
  const ending = endingOf(report);
  if (ending) { out.append(make("p", "ending", ending)); }
  if ((report.passed || []).filter((/** @type {Passed} */ m) => !m.closed).length > 2) { out.append(timelineOf(report.passed)); }
  addFindings(out, report.broken || []);
  if ((report.lines || []).length) { out.append(differenceOf(report.lines)); }
  for (const line of report.log || []) { out.append(make("p", "logged", "The server logged: " + line)); }
  words.scrollIntoView({ block: "nearest" });
  out.append(make("p", "by", "Answered " + report.where + " by " + report.by + ". This is a trial, not a proof."));
  return words.textContent || "";
}

/** @param {any} report */
function wordsOf(report) {
  const last = (report.received || [])[report.received.length - 1];
  return last ? "Answered with " + last.title + "." : report.extra ? "Answered with " + report.extra.length + " bytes." : report.switched ? "No bytes." : "No response.";
}

/** @param {any} report */
function endingOf(report) {
  const lacks = report.lacks ? " The request promises " + report.lacks + (report.lacks === 1 ? " byte" : " bytes") + " of body that it doesn't send, so the server is waiting for them." : "";
  const other = " It speaks another protocol now: what you write is sent as bytes, and an empty editor only listens.";
  switch (report.ending) {
    case "done": return report.switched && report.received.length ? "From here the connection speaks another protocol. With “Keep going” you can send its bytes." : "";
    case "closed": return report.received.length || report.extra ? "Then the server closed the connection." : "The server closed the connection without sending anything.";
    case "silent": return "Nothing more arrived for " + report.wait / 1000 + " s. The connection is still open." + lacks;
    case "open": return report.lacks ? "The server asked for the body of the request. Send its " + report.lacks + (report.lacks === 1 ? " byte." : " bytes.") : report.switched ? "The connection is open." + other : "The connection is open for the next request.";
  }
  return "";
}

/**
 * @param {HTMLElement} out
 * @param {any[]} broken
 */
function addFindings(out, broken) {
  if (!broken.length) { return; }
  const list = make("ul", "broken");
  for (const f of broken) {
    const item = make("li", f.level, (f.request ? "Your request: " : "The answer: ") + f.detail + ". " + f.sentence.replace(/\.$/, "") + " (");
    const link = make("a", "cite", f.citation);
    link.href = f.url;
    item.append(link, ", " + f.level + ").");
    const pages = (f.about || []).filter((/** @type {string} */ name) => linksOf()[name.toLowerCase()]);
    pages.forEach((/** @type {string} */ name, /** @type {number} */ i) => {
      const page = make("a", "code");
      page.href = linksOf()[name.toLowerCase()];
      page.append(make("code", "", name));
      item.append(i ? " and " : " See ", page);
    });
    if (pages.length) { item.append("."); }
    list.append(item);
  }
  out.append(list);
}

/** @param {{ mark: string, text: string }[]} lines */
function differenceOf(lines) {
  const details = make("details", "differs");
  details.append(make("summary", "", "The difference, line by line"));
  const pre = make("pre", "block");
  pre.tabIndex = 0;
  pre.setAttribute("role", "region");
  pre.setAttribute("aria-label", "How it differs from the answer in the note");
  const code = make("code");
  for (const line of lines) {
    const name = line.mark === "-" ? "gd" : line.mark === "+" ? "gi" : "";
    code.append(make("span", name, line.mark + " " + line.text), "\n");
  }
  pre.append(code);
  details.append(pre);
  return details;
}
