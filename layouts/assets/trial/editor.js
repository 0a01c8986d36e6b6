// @ts-check
// The editor of a request, with Send at the end of its first line. It can be undone in,
// Tab leaves it, and Ctrl+Enter sends.

let editors = 0;

/**
 * @typedef {object} Chip
 * @property {string} label
 * @property {string} will what comes of it, as the build saw it
 * @property {Uint8Array} bytes
 *
 * @typedef {object} Asked
 * @property {string} name of the text field
 * @property {Uint8Array} bytes to begin with, and to go back to
 * @property {any} note what is replayed before; null is the first state
 * @property {number} exchange its number in the note; 0 without one
 * @property {Through} through
 * @property {Chip[]} chips
 * @property {string} instead what can be done where the page cannot send
 * @property {(() => void) | null} close
 * @property {((bytes: Uint8Array, report: any) => void) | null} sent hears what was sent and what came of it
 * @property {boolean} [judged] the text is a response, which is not sent but held to the rules
 */

/** @param {Asked} asked */
function makeEditor(asked) {
  const root = make("div", "trial"); // what came of it
  const box = make("div", "desk"); // what is sent, and its tools
  const editor = make("div", "editor");
  const mirror = make("pre");
  mirror.setAttribute("aria-hidden", "true");
  const colours = make("code");
  mirror.append(colours);
  const area = make("textarea");
  area.setAttribute("aria-label", asked.name);
  area.spellcheck = false;
  area.autocapitalize = "off";
  area.setAttribute("autocomplete", "off");
  area.setAttribute("autocorrect", "off");
  area.wrap = "off";
  const { through } = asked;
  const size = (through.size / 1e6).toFixed(1) + " MB";
  const verb = asked.judged ? "Check" : "Send";
  const send = makeButton(through.runs() ? verb : verb + " (loads " + size + ")", press, "go");
  send.setAttribute("aria-keyshortcuts", "Control+Enter");
  editor.append(mirror, area, send);
  const hint = make("p", "hint");
  hint.setAttribute("role", "status");
  const tools = make("div", "choose");
  const ends = makeButton("Line ends", () => {
    const bytes = bytesOf(area.value, shown);
    const text = shown ? plainText(bytes) : shownText(bytes);
    if (text === null) {
      hint.textContent = "You can't edit these bytes without seeing their line ends.";
      return;
    }
    shown = !shown;
    put(text);
  });
  const keep = make("input");
  keep.type = "checkbox";
  keep.id = "_keep-" + ++editors;
  const keeps = make("label", "", " Keep going");
  keeps.title = "Keep the connection, and what the server remembers, for the next request";
  keeps.prepend(keep);
  keep.addEventListener("change", showSession);
  const over = make("select");
  over.setAttribute("aria-label", "Connection of the next request");
  over.addEventListener("change", () => {
    if (over.value) { session.conn = Number(over.value); } else { session.open(); }
    showSession();
  });
  const next = makeButton("", () => {
    const what = session.next();
    if (!what) { return; }
    session.take(what);
    set(what.bytes);
    showSession();
  });
  tools.append(makeButton("Reset", () => {
    restart();
    set(asked.bytes);
  }), ends);
  if (!asked.judged) { tools.append(keeps, over, next); }
  if (asked.close) { tools.append(makeButton("Close", asked.close)); }
  const chips = make("div", "chips");
  for (const chip of asked.chips) {
    const button = makeButton(chip.label, () => again(chip.bytes));
    if (chip.will) {
      button.title = "Will be answered with " + chip.will;
    }
    chips.append(button);
  }
  const out = make("div", "outcome");
  const past = make("ol", "past");
  box.append(editor, hint);
  if (asked.chips.length) { box.append(chips); }
  box.append(tools);
  const live = make("p", "offstage"); // is there before it says anything, so that it is heard
  live.setAttribute("role", "status");
  root.append(live, out, past);

  const session = makeSession(asked.note, asked.exchange);
  let shown = false;
  let open = false; // the last trial was kept
  let busy = false;

  /** The next request meets the server as at the beginning. */
  function restart() {
    open = false;
    session.begin();
    showSession();
  }

  /** Shows what a session offers: its connections, and what the note sends next. */
  function showSession() {
    over.hidden = !open && !keep.checked;
    over.textContent = "";
    session.connections.forEach(({ name }, number) => over.append(new Option("Over " + name, String(number), false, number === session.conn)));
    over.append(new Option("Over a new connection", ""));
    const what = open ? session.next() : null;
    next.hidden = !what;
    if (what) { next.textContent = "Next in the note: " + (what.bytes.length ? lineOf(what.bytes) : "listen"); }
  }

  /** Replaces the text so that it can be undone.
   * @param {string} text */
  function put(text) {
    area.focus();
    area.select();
    if (!document.execCommand("insertText", false, text)) { area.value = text; }
    area.setSelectionRange(0, 0);
    area.scrollTop = area.scrollLeft = 0;
    changed();
  }

  /** @param {Uint8Array} bytes */
  function set(bytes) {
    const plain = plainText(bytes);
    shown = plain === null;
    put(plain === null ? shownText(bytes) : plain);
  }

  /** Takes another request to begin with.
   * @param {Uint8Array} bytes */
  function again(bytes) {
    if (!keep.checked) { restart(); }
    set(bytes);
  }

  function changed() {
    paint(colours, area.value);
    area.style.height = mirror.style.height = "";
    ends.setAttribute("aria-pressed", String(shown));
    const wrong = misfit(bytesOf(area.value, shown));
    hint.textContent = "";
    if (wrong) {
      const has = wrong.has === 1 ? "1 byte" : wrong.has + " bytes";
      hint.textContent = (wrong.said === null ? "The body has " + has + ", but there is no Content-Length. " : "Content-Length says " + wrong.said + ", but the body has " + has + ". ");
      hint.append(makeButton("Make it " + wrong.has, () => mend(wrong.has)));
    }
  }

  /** @param {number} length */
  function mend(length) {
    const line = "Content-Length: " + length;
    const end = shown ? "\\r\\n\n" : "\n";
    let text = area.value.replace(/^(content-length:[ \t]*)\d+/im, "$1" + length);
    if (!/^content-length:/im.test(area.value)) {
      text = shown ? area.value.replace(/\\r\\n\n\\r\\n\n/, "\\r\\n\n" + line + end + "\\r\\n\n") : area.value.replace(/\n\n/, "\n" + line + "\n\n");
    }
    put(text);
  }

  /** A button that ends a server which hangs. */
  function stopper() { return makeButton("Stop", () => through.halt("You stopped it. The next request starts the server from the beginning.")); }

  async function press() {
    if (busy) { return; }
    busy = true;
    const bytes = bytesOf(area.value, shown);
    const wait = make("p", "wait");
    out.textContent = "";
    out.append(wait);
    send.disabled = true;
    try {
      if (!through.runs()) {
        const bar = make("progress");
        bar.max = through.size;
        bar.setAttribute("aria-label", "Loading the server");
        wait.textContent = "Loading the server, " + size + ", once. ";
        live.textContent = wait.textContent;
        wait.append(bar);
        await through.start(loaded => { bar.value = loaded; });
      }
      await through.start(() => {});
      send.textContent = verb;
      if (asked.judged) {
        const said = await through.ask("judge", {}, bytes);
        out.textContent = "";
        addFindings(out, said.broken);
        if (asked.sent) { asked.sent(bytes, said); }
        busy = send.disabled = false;
        return;
      }
      live.textContent = wait.textContent = "Sent. ";
      wait.append(stopper());
      if (!open) { await through.ask("begin", { Note: asked.note, Exchange: asked.exchange }); }
      open = false;
      let messages = 0;
      const when = performance.now();
      const report = await through.ask("send", { Keep: keep.checked, Conn: session.conn, Like: session.like }, bytes, event => {
        if (event.event === "data") { messages += event.bytes; }
        if (messages) { /** @type {ChildNode} */ (wait.firstChild).textContent = messages + " bytes received. "; }
      });
      open = keep.checked || report.ending === "open";
      out.textContent = "";
      report.where = through.where;
      report.passed = session.note(report, bytes.length, when);
      report.over = session.connections.size > 1 ? session.connections.get(session.conn)?.name : "";
      live.textContent = showReport(out, report);
      if (report.ending === "silent") { out.append(makeButton("Wait for more", () => listen(session.conn))); }
      remember(bytes, report);
      if (asked.sent) { asked.sent(bytes, report); }
      const following = session.next();
      if (report.lacks && report.ending === "open" && following && following.exchange === session.like) {
        session.take(following);
        set(following.bytes);
      } else if (open && report.switched && report.received.length) {
        set(new Uint8Array());
      }
      if (open) { showSession(); } else { restart(); }
    } catch (error) {
      restart();
      out.textContent = "";
      const told = make("p", "wait", "This page cannot send it: " + /** @type {Error} */ (error).message + ". " + asked.instead);
      if (through.runs() || /^(You stopped|The server stopped)/.test(/** @type {Error} */ (error).message)) { told.textContent = /** @type {Error} */ (error).message; }
      told.setAttribute("role", "alert");
      out.append(told);
    }
    busy = send.disabled = false;
  }

  /** Waits until the server does something on a connection that it left silent.
   * @param {number} conn */
  async function listen(conn) {
    if (busy) { return; }
    busy = send.disabled = true;
    out.textContent = "";
    const wait = make("p", "wait", live.textContent = "Waiting for the server. ");
    wait.append(stopper());
    out.append(wait);
    const when = performance.now();
    try {
      let report;
      do {
        report = await through.ask("send", { Keep: true, Conn: conn }, new Uint8Array());
      } while (report.ending === "silent" && !report.extra);
      out.textContent = "";
      report.where = through.where;
      report.words = [wordsOf(report).replace(/\.$/, " after another " + ((performance.now() - when) / 1000).toFixed(1) + " s.")];
      live.textContent = showReport(out, report);
    } catch (error) {
      out.textContent = "";
      const told = make("p", "wait", /** @type {Error} */ (error).message);
      told.setAttribute("role", "alert");
      out.append(told);
    }
    restart();
    busy = send.disabled = false;
  }

  /**
   * @param {Uint8Array} bytes
   * @param {any} report
   */
  function remember(bytes, report) {
    const title = report.sent.length && !report.goes ? report.sent[0].title : bytes.length ? bytes.length + " bytes" : "listened";
    const came = report.received.length ? report.received[report.received.length - 1].title : report.extra ? report.extra.length + " bytes" : "no answer";
    const item = make("li");
    item.append(makeButton(title + " → " + came, () => again(bytes)));
    past.prepend(item);
    while (past.childElementCount > 12) { past.lastElementChild?.remove(); }
    past.setAttribute("aria-label", "Sent requests, the latest first");
  }

  area.addEventListener("input", changed);
  area.addEventListener("scroll", () => { mirror.scrollLeft = area.scrollLeft; });
  area.addEventListener("keydown", event => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      press();
    }
  });
  const plain = plainText(asked.bytes);
  shown = plain === null;
  area.value = plain === null ? shownText(asked.bytes) : plain;
  changed();
  showSession();
  return { root, box, area, set: again, bytes: () => bytesOf(area.value, shown) };
}
