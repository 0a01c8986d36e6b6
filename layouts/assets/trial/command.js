// @ts-check
// A request as a command for a shell, and as a call of fetch.

const originAddress = "127.0.0.1:8081"; // of the command origin

/** @param {Uint8Array} bytes */
function partsOf(bytes) {
  const text = new TextDecoder().decode(bytes);
  const end = text.indexOf("\r\n\r\n");
  const [line, ...fields] = (end < 0 ? text : text.slice(0, end)).split("\r\n");
  const [method, target, version] = line.split(" ");
  const pairs = fields.map(field => [field.split(":")[0], field.slice(field.indexOf(":") + 1).trim()]);
  const hosts = pairs.filter(([name]) => name.toLowerCase() === "host").map(([, value]) => value);
  return { line, method, target, version, fields, hosts, pairs: pairs.filter(([name]) => !/^(host|content-length)$/i.test(name)), body: end < 0 ? "" : text.slice(end + 4) };
}

/** @param {string} word */
function quoted(word) { return "'" + word.replace(/'/g, "'\\''") + "'"; }

/**
 * With curl where it can send these bytes, or else as they are.
 * @param {Uint8Array} bytes
 */
function asCommand(bytes) {
  const { line, method, target, version, fields, hosts, pairs, body } = partsOf(bytes);
  const whole = plainText(bytes) !== null && !misfit(bytes) && !body.includes("\0");
  if (!whole || !/^[A-Z]+ \/[!-"$-~]* HTTP\/1\.[01]$/.test(line) || hosts.length !== 1 || fields.some(field => !/^[\w!#$%&'*+.^|~-]+: \S/.test(field))) {
    const [host, port] = originAddress.split(":");
    const format = Array.from(bytes, b => b === 92 ? "\\\\" : b === 37 ? "%%" : b === 13 ? "\\r" : b === 10 ? "\\n" : b < 32 || b > 126 ? "\\" + b.toString(8).padStart(3, "0") : String.fromCharCode(b)).join("");
    return "(printf " + quoted(format) + "; sleep 1) | nc -N " + host + " " + port;
  }
  const words = ["curl --include --globoff --path-as-is --connect-to " + quoted(hosts[0] + ":80:" + originAddress), method === "HEAD" ? "--head" : "--request " + method];
  if (version === "HTTP/1.0") { words.push("--http1.0"); }
  for (const [name, value] of pairs) { words.push("--header " + quoted(name + ": " + value)); }
  const sends = fields.some(field => /^content-length:/i.test(field));
  // What curl would add by itself could change the answer.
  for (const name of sends ? ["Accept", "Content-Type"] : ["Accept"]) {
    if (!pairs.some(([other]) => other.toLowerCase() === name.toLowerCase())) { words.push("--header " + quoted(name + ":")); }
  }
  if (sends) { words.push("--data-binary " + quoted(body)); }
  return words.concat(quoted("http://" + hosts[0] + target)).join(" \\\n  ");
}

/** @param {Uint8Array} bytes */
function asFetch(bytes) {
  const { method, target, hosts, pairs, body } = partsOf(bytes);
  /** @type {any} */
  const options = { method, headers: pairs };
  if (body) { options.body = body; }
  return "await fetch(" + JSON.stringify("http://" + (hosts[0] || "") + target) + ", " + JSON.stringify(options, null, 2) + ")";
}
