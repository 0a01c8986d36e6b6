// @ts-check
// What passed on a connection, drawn as the pages draw it, with its times.

/**
 * @typedef {object} Passed
 * @property {number} at milliseconds since the first
 * @property {string} text
 * @property {boolean} sent by the client
 * @property {number} code of a response, or 0
 * @property {boolean} closed the server closed
 */

/** @param {number} at in milliseconds */
function timeText(at) { return at < 999.95 ? at.toFixed(1) + " ms" : (at / 1000).toFixed(2) + " s"; }

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function draw(name, attributes, text) {
  const e = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) { e.setAttribute(key, String(attributes[key])); }
  if (text) { e.textContent = text; }
  return e;
}

/** @param {Passed[]} passed */
function timelineOf(passed) {
  const client = 28, server = 292, top = 22; // as in the drawings of the pages, with room for the times
  const height = top + 34 * passed.length + 14;
  const told = passed.map(m => (m.closed ? "the server closes the connection" : (m.sent ? "the client sends " : "the server sends ") + m.text) + ", at " + timeText(m.at));
  const svg = draw("svg", { viewBox: "0 0 352 " + height, width: 352, height, role: "img", "aria-label": "In order of time: " + told.join("; ") + "." });
  svg.append(draw("text", { x: client, y: 12 }, "client"), draw("text", { x: server, y: 12 }, "server"),
    draw("path", { class: "life", d: "M" + client + " " + top + "V" + height + "M" + server + " " + top + "V" + height }));
  passed.forEach((m, i) => {
    const y = top + 34 * i + 22;
    if (m.closed) {
      svg.append(draw("path", { class: "of5", d: "m" + server + " " + y + "m-5-5 10 10m0-10-10 10" }), draw("text", { class: "end", x: server - 12, y: y + 4 }, "closed"));
    } else {
      const name = m.code ? "of" + Math.floor(m.code / 100) + (m.code < 200 ? " interim" : "") : "";
      const [from, to, head] = m.sent ? [client, server, "m-9-4.2 8.6 4.2-8.8 3.6"] : [server, client, "m9-4.2-8.6 4.2 8.8 3.6"];
      svg.append(draw("path", { class: name, d: "M" + from + " " + y + "L" + to + " " + (y + 8) + head }),
        draw("text", { class: name, x: 160, y: y - 5 }, m.text.length > 40 ? m.text.slice(0, 39) + "…" : m.text));
    }
    svg.append(draw("text", { class: "small start", x: server + 7, y: y + 4 }, timeText(m.at)));
  });
  const figure = make("figure", "drawing sequence");
  figure.append(svg);
  return figure;
}
