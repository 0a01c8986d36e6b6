// @ts-check
// Adds a button to each raw message and each command that copies exactly its text.

/** @param {string} text */
async function copy(text) {
  if (navigator.clipboard && isSecureContext) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  // For older browsers, and for pages opened from disk.
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "offstage";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

window.wirebookCopy = copy;

document.querySelectorAll("figure.message, details.send").forEach(addCopy);

/** @param {Element} figure */
function addCopy(figure) {
  const pre = figure.querySelector("pre");
  if (!pre) { return; }
  const button = addTool(figure, "copy", "Copy", async () => {
    const done = await copy(pre.textContent).catch(() => false);
    button.textContent = done ? "Copied" : "Not copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
}
