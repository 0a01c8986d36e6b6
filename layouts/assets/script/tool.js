// @ts-check

/**
 * Adds a button to the caption of a message, or to the text that introduces a command.
 * @param {Element} figure
 * @param {string} name class of the button
 * @param {string} text
 * @param {() => void} press
 */
function addTool(figure, name, text, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tool " + name;
  button.textContent = text;
  button.addEventListener("click", press);
  figure.querySelector("figcaption, p")?.append(button);
  return button;
}
