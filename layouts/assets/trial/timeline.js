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

let timelines = 0;

/** @param {Passed[]} passed */
function timelineOf(passed) {
  const client = 28, server = 292, top = 22;
  const height = top + 34 * passed.length + 14;
  const svg = draw("svg", { viewBox: "0 0 364 " + height, width: 364, height, role: "img" });
  const id = "_times-" + ++timelines;
  svg.setAttribute("aria-labelledby", id);
  const told = passed.map(m => (m.closed ? "the server closes the connection" : (m.sent ? "the client sends " : "the server sends ") + m.text) + ", at " + timeText(m.at));
  svg.append(draw("title", { id }, "In order of time: " + told.join("; ") + "."),
    draw("text", { x: client, y: 12 }, "client"), draw("text", { x: server, y: 12 }, "server"),
    draw("path", { class: "life", d: "M" + client + " " + top + "V" + height + "M" + server + " " + top + "V" + height }));
  passed.forEach((m, i) => {
    const y = top + 34 * i + 22;
    const interim = m.code >= 100 && m.code < 200;
    const g = draw("g", { class: m.closed ? "of5" : (m.code ? "of" + Math.floor(m.code / 100) : "") + (interim ? " interim" : "") });
    if (m.closed) {
      g.append(draw("path", { d: "m" + server + " " + y + "m-5-5 10 10m0-10-10 10" }), draw("text", { class: "end", x: server, dx: -12, y, dy: 4 }, "closed"));
    } else {
      g.append(draw("path", { d: m.sent ? "M" + client + " " + y + "L" + server + " " + (y + 8) + "m-9-4.2 8.6 4.2-8.8 3.6" : "M" + server + " " + y + "L" + client + " " + (y + 8) + "m9-4.2-8.6 4.2 8.8 3.6" }),
        draw("text", { x: 160, y: y - 5 }, m.text.length > 34 ? m.text.slice(0, 33) + "…" : m.text));
    }
    g.append(draw("text", { class: "at", x: server + 8, y: y + 4 }, timeText(m.at)));
    svg.append(g);
  });
  const figure = make("figure", "timeline");
  figure.append(svg);
  return figure;
}
