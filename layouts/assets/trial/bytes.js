// @ts-check
// The text of an editor and the bytes that it stands for. In plain text the lines of
// the head end in CRLF, and the body is sent as it is. With line ends shown, nothing is
// sent but what is written: line breaks only part the lines, and \r \n \t \0 \xNN \\
// stand for bytes.

/** @param {string} text */
function utf8(text) { return new TextEncoder().encode(text); }

/**
 * @param {string} text
 * @param {boolean} shown line ends are
 * @returns {Uint8Array}
 */
function bytesOf(text, shown) {
  if (!shown) {
    const end = text.indexOf("\n\n");
    const head = end < 0 ? text.replace(/\n$/, "") : text.slice(0, end);
    const body = end < 0 ? "" : text.slice(end + 2);
    return utf8(head.replace(/\n/g, "\r\n") + "\r\n\r\n" + body);
  }
  /** @type {number[]} */
  const out = [];
  const escapes = /** @type {Record<string, number>} */ ({ r: 13, n: 10, t: 9, 0: 0, "\\": 92 });
  for (const part of text.replace(/\n/g, "").match(/\\x[0-9A-Fa-f]{2}|\\[rnt0\\]|\\|[^\\]+/g) || []) {
    if (part.length === 4 && part[1] === "x") {
      out.push(parseInt(part.slice(2), 16));
    } else if (part[0] === "\\" && part.length === 2) {
      out.push(escapes[part[1]]);
    } else {
      out.push(...utf8(part));
    }
  }
  return Uint8Array.from(out);
}

/**
 * The text with line ends shown.
 * @param {Uint8Array} bytes
 */
function shownText(bytes) {
  let text = "";
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (let i = 0; i < bytes.length;) {
    const b = bytes[i];
    let size = b < 0x80 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    let piece = "";
    if (b >= 0x80) { try { piece = decoder.decode(bytes.subarray(i, i + size)); } catch { size = 1; } }
    if (b >= 0x80 && !piece || b < 32 && b !== 9 && b !== 10 && b !== 13 && b !== 0 || b === 127) {
      piece = "\\x" + b.toString(16).toUpperCase().padStart(2, "0");
    }
    if (b === 10) { piece = "\\n\n"; }
    if (b === 13) { piece = "\\r"; }
    if (b === 9) { piece = "\\t"; }
    if (b === 0) { piece = "\\0"; }
    if (b === 92) { piece = "\\\\"; }
    text += piece || String.fromCharCode(b);
    i += size;
  }
  return text;
}

/**
 * The plain text of bytes, or null where they need line ends shown.
 * @param {Uint8Array} bytes
 */
function plainText(bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) { return null; }
  const plain = text.slice(0, end).replace(/\r\n/g, "\n") + "\n\n" + text.slice(end + 4);
  // eslint-disable-next-line no-control-regex
  if (/[\r\x00-\x08\x0b-\x1f\x7f]/.test(plain) || /^transfer-encoding:/im.test(plain)) { return null; }
  const back = bytesOf(plain, false);
  return back.length === bytes.length && back.every((b, i) => b === bytes[i]) ? plain : null;
}

/**
 * The bytes of the strings of the data files, which have one character for each byte.
 * @param {string} text
 */
function latin1(text) { return Uint8Array.from(text, c => c.charCodeAt(0)); }

/**
 * What Content-Length says and what the content has, where these differ.
 * @param {Uint8Array} bytes
 */
function misfit(bytes) {
  let head = "";
  for (const b of bytes.subarray(0, 65536)) { head += String.fromCharCode(b); }
  const end = /\r?\n\r?\n/.exec(head);
  if (!end) { return null; }
  const has = bytes.length - end.index - end[0].length;
  const lines = head.slice(0, end.index);
  const said = /^content-length:[ \t]*(\d+)[ \t]*\r?$/im.exec(lines);
  if (/^transfer-encoding:/im.test(lines) || !said && !has) { return null; }
  const rest = bytes.subarray(bytes.length - has + (said ? Number(said[1]) : 0));
  if (/^[A-Z]+ \S+ HTTP\//.test(String.fromCharCode(...rest.subarray(0, 4096)))) { return null; } // another request follows
  return said && Number(said[1]) === has ? null : { said: said ? Number(said[1]) : null, has };
}

/**
 * The first line of bytes.
 * @param {Uint8Array} bytes
 */
function lineOf(bytes) {
  const text = new TextDecoder().decode(bytes);
  const line = text.split("\r\n")[0];
  return line === text ? bytes.length + " bytes" : line.replace(/ HTTP\/1\.1$/, "");
}
