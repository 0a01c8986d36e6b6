// @ts-check
// The text field, its buttons, and when a text is read: after it was pasted or opened,
// when the button or Ctrl+Enter is pressed, and while it is changed after that.

const area = /** @type {HTMLTextAreaElement} */ (document.getElementById("_paste"));
area.wrap = "off";

const example = "HTTP/1.1 405 Method Not Allowed\nDate: Sun, 22 Nov 2026 18:15:04 GMT\nCache-Control: no-cache, max-age=3600\nContent-Type: application/json\nETag: emma-3\nContent-Length: 29\n\n{\"error\": \"use GET instead\",}\n";

/**
 * @param {string} text
 * @param {() => void} press
 */
function button(text, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
}

const size = (Number(box.dataset.size) / 1e6).toFixed(1) + " MB";
const go = button("Read it (loads " + size + ")", () => read());
go.className = "go";
go.setAttribute("aria-keyshortcuts", "Control+Enter");
const file = document.createElement("input");
file.type = "file";
file.hidden = true;
file.setAttribute("aria-label", "File with a response");
const tools = document.createElement("div");
tools.className = "choose";
tools.append(go, button("Show an example", () => {
  area.value = example;
  read();
}), button("Open a file", () => file.click()), button("Clear", () => {
  area.value = "";
  readings.replaceChildren();
  tell("");
  area.focus();
}));
const said = document.createElement("p");
said.className = "said";
said.setAttribute("role", "status");
const readings = document.createElement("div");
readings.className = "readings";
area.after(tools);
box.append(said);
box.after(file, readings); // not in the box: that of the search is told by its field

/** @param {string} text */
function tell(text) { said.textContent = text; }

let known = false; // the program has answered once
let asked = 0;

/** Reads the text, and shows what is found. */
async function read() {
  const number = ++asked;
  readings.setAttribute("aria-busy", "true");
  const bar = document.createElement("progress");
  bar.max = Number(box.dataset.size);
  bar.setAttribute("aria-label", "Loading the program");
  if (!known) {
    tell("Loading the program: " + size + " ");
    said.append(bar);
  }
  try {
    const found = await explain(area.value, loaded => { bar.value = loaded; });
    known = true;
    go.textContent = "Read it";
    if (number !== asked) { return; } // another text was read since
    readings.removeAttribute("aria-busy");
    tell(found.problem ? found.problem.what + " " + found.problem.do : found.said);
    window.wirebookShow?.(found, readings);
  } catch (error) {
    if (number !== asked) { return; }
    readings.removeAttribute("aria-busy");
    readings.replaceChildren();
    tell("This browser can't run the program: " + /** @type {Error} */ (error).message + ". Save the response as a file and run wirebook check FILE instead.");
  }
}

let waits = 0;

area.addEventListener("paste", () => setTimeout(read));
area.addEventListener("input", event => {
  clearTimeout(waits);
  if (known && /** @type {InputEvent} */ (event).inputType !== "insertFromPaste") { waits = window.setTimeout(read, 300); }
});
area.addEventListener("keydown", event => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    read();
  }
});

/** @param {File | undefined} chosen */
async function openFile(chosen) {
  if (!chosen) { return; }
  area.value = await chosen.text();
  read();
}

file.addEventListener("change", () => {
  openFile(file.files?.[0]);
  file.value = "";
});
area.addEventListener("drop", event => {
  const dropped = event.dataTransfer?.files[0];
  if (dropped) {
    event.preventDefault();
    openFile(dropped);
  }
});
