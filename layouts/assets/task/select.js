// @ts-check
// A part of a response to be selected: in a text field, since there keys and fingers can
// select as well as a mouse. It refuses changes itself: in one that is read-only, keys
// move no cursor.

/**
 * Where the solution is in a text: as whole lines if it is that anywhere.
 * @param {string} text
 * @param {string} wanted
 */
function placeOf(text, wanted) {
  const at = ("\n" + text + "\n").indexOf("\n" + wanted + "\n");
  const start = at < 0 ? text.indexOf(wanted) : at;
  return { start, end: start + wanted.length, whole: at >= 0 };
}

/**
 * What is selected: whole lines, or a part without the space around it.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {boolean} whole
 */
function selectedIn(text, from, to, whole) {
  if (whole) {
    const last = to > from && text[to - 1] === "\n" ? to - 1 : to;
    const end = text.indexOf("\n", last);
    return { start: text.lastIndexOf("\n", from - 1) + 1, end: end < 0 ? text.length : end };
  }
  while (from < to && /\s/.test(text[from])) { from++; }
  while (to > from && /\s/.test(text[to - 1])) { to--; }
  return { start: from, end: to };
}

/** @param {Begun} begun */
function selectPart({ task, place, left, tried }) {
  const shown = Array.from(document.querySelectorAll("#_exchange-" + task.dataset.exchange + " .response pre")).pop();
  const text = (shown?.textContent || "").replace(/\n$/, "");
  const solution = solutionOf(task).join("\n"); // empty if it is withheld
  const wanted = solution ? placeOf(text, solution) : { start: -1, end: -1, whole: !!JSON.parse(task.dataset.task || "{}").whole };
  const area = made("textarea", "select");
  area.setAttribute("aria-readonly", "true");
  area.inputMode = "none";
  area.spellcheck = false;
  area.addEventListener("beforeinput", event => event.preventDefault());
  area.wrap = "off";
  area.value = text;
  area.rows = text.split("\n").length + 1; // the last is for a scroll bar
  area.setAttribute("aria-label", "The response: select the answer in it");
  const check = pressed("Check", () => {
    const { start, end } = selectedIn(text, area.selectionStart, area.selectionEnd, wanted.whole);
    const part = text.slice(start, end);
    if (!solution && part) {
      missingOf(task, part).then(missing => tried(part, missing));
      return;
    }
    const found = start === wanted.start && end === wanted.end;
    tried(part, found ? "" : part ? "That is not what was asked for: " + clipped(part) : "Nothing is selected.");
  });
  place.before(area, made("p", "label", wanted.whole ? "Put the cursor into the line, or select it." : "Select the part of the line."), check);
  const before = left ? Math.max(placeOf(text, left).start, 0) : 0;
  area.focus();
  area.setSelectionRange(before, before);
}
