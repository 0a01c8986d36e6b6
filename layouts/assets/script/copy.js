// @ts-check
// Adds a button to each raw message and each command that copies exactly its text, a
// request as it is sent, and before it one that copies the command that sends it.

/** @param {string} text */
async function copy(text) {
  await navigator.clipboard.writeText(text);
  return true;
}

window.wirebookCopy = copy;

// Pages of other hosts than this one need https for it.
if (navigator.clipboard) { document.querySelectorAll("figure.message, details.send").forEach(addCopy); }

/** @param {Element} figure */
function addCopy(figure) {
  const pre = figure.querySelector("pre");
  if (!pre) { return; }
  const exchange = figure.matches("figure") && figure.closest(".exchange"), command = exchange && exchange.querySelector(".send pre");
  const first = exchange && figure === exchange.querySelector(".request");
  if (first && command) {
    const text = command.textContent || "";
    tool("copy command", text.startsWith("curl") ? "Copy as curl" : "Copy for nc", () => text);
  }
  tool("copy", "Copy", () => first ? wireText(pre.textContent, exchange) : pre.textContent);

  /**
   * @param {string} name
   * @param {string} label
   * @param {() => string} text
   */
  function tool(name, label, text) {
    const button = addTool(figure, name, label, async () => {
      const done = await copy(text()).catch(() => false);
      button.textContent = done ? "Copied" : "Not copied";
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
}

/**
 * Returns a request as it is sent: the bytes that the page has to download, or else the
 * text with CRLF in its head, and the empty line that ends it. The last line end is part
 * of the body only if it is counted.
 * @param {string} text
 * @param {Element} exchange
 */
function wireText(text, exchange) {
  const raw = /** @type {HTMLAnchorElement | null} */ (exchange.querySelector("[download$='.http']"));
  try {
    if (raw && !exchange.querySelector(".request ~ .request")) { return decodeURIComponent(raw.href.slice(raw.href.indexOf(",") + 1)); }
  } catch { /* not UTF-8 */ }
  const [head, ...rest] = text.replace(/\n$/, "").split("\n\n"), body = rest.join("\n\n");
  const counted = Number(/^content-length: *([0-9]+)/im.exec(head)?.[1]) > new TextEncoder().encode(body).length;
  return head.replace(/\n/g, "\r\n") + "\r\n\r\n" + body + (counted ? "\n" : "");
}
