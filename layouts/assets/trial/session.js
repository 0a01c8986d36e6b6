// @ts-check
// The requests that are sent one after another while the server keeps what it remembers:
// over which connections, what passed on each, and what the note sends next.

/**
 * @param {any} note its steps; null without one
 * @param {number} exchange with which it begins; 0 without one
 */
function makeSession(note, exchange) {
  const steps = note ? note.Steps : [];
  const first = steps.findIndex((/** @type {any} */ s) => s.x === exchange);
  const own = first < 0 ? 0 : steps[first].c;
  let at = first; // the step that was sent last
  let offered = first; // the step whose bytes are in the editor
  let began = 0;
  /** @type {Map<number, { name: string, passed: Passed[] }>} */
  const connections = new Map();

  /** @param {number} number */
  function add(number) {
    const x = (steps.find((/** @type {any} */ s) => s.c === number) || {}).x;
    const named = x && document.querySelector("#_exchange-" + x + " .conn");
    connections.set(number, { name: named ? named.textContent || "" : "connection " + (connections.size + 1), passed: [] });
  }

  const session = {
    conn: own, // the connection over which the next request is sent
    like: exchange, // the exchange that the next request is compared with
    connections,

    /** Goes back to where the example begins: connections that it has open are open. */
    begin() {
      connections.clear();
      const open = new Set();
      for (const s of steps.slice(0, Math.max(first, 0))) {
        if (s.e) { open.delete(s.c); } else { open.add(s.c); }
      }
      open.delete(own);
      add(own);
      open.forEach(number => add(number));
      at = offered = first;
      session.conn = own;
      session.like = exchange;
      began = 0;
    },

    /** Opens one more connection, for the next request. */
    open() {
      session.conn = 1001 + connections.size; // no conversation of a note has such a number
      add(session.conn);
    },

    /** What the note sends next, or receives unasked in another protocol than HTTP; or null. */
    next() {
      const i = steps.findIndex((/** @type {any} */ s, /** @type {number} */ i) => i > at && (s.s || s.b && steps[i - 1].c !== s.c));
      if (i < 0) { return null; }
      const s = steps[i];
      return { number: i, exchange: s.x, bytes: s.s ? sentBytes(s.s) : new Uint8Array(), conn: s.c };
    },

    /** Takes what next returned.
     * @param {{ number: number, exchange: number, conn: number }} what */
    take(what) {
      offered = what.number;
      session.conn = what.conn;
      session.like = what.exchange;
      if (!connections.has(what.conn)) { add(what.conn); }
    },

    /** Notes what a trial sent and received, and returns all that passed on its connection.
     * @param {any} report
     * @param {number} length of what was sent
     * @param {number} when it was sent, on the clock of the page */
    note(report, length, when) {
      at = offered;
      if (!began) { began = when; }
      const { passed } = /** @type {{ passed: Passed[] }} */ (connections.get(session.conn));
      const start = when - began;
      const bytes = (/** @type {number} */ n) => n === 1 ? "1 byte" : n + " bytes";
      const add = (/** @type {number} */ at, /** @type {string} */ text, /** @type {boolean} */ sent, code = 0, closed = false) => { passed.push({ at: start + at, text, sent, code, closed }); };
      if (report.goes || !report.sent.length) {
        if (length) { add(0, bytes(length), true); }
      } else {
        for (const m of report.sent) { add(0, m.title, true); }
      }
      for (const m of report.received) { add(m.at, m.title, false, m.code); }
      const events = report.events || [];
      const last = events.filter((/** @type {any} */ e) => e.event === "data" || e.event === "end").pop();
      if (report.extra) { add(last ? last.at : 0, bytes(report.extra.length), false); }
      if (report.ending === "closed") { add(last ? last.at : 0, "", false, 0, true); }
      return passed;
    }
  };
  session.begin();
  return session;
}
