// @ts-check
// Grades the answers to the questions of a page.

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

/** @param {HTMLElement} question */
function gradeItself(question) {
  const several = "several" in question.dataset;
  const verdict = /** @type {HTMLElement} */ (question.querySelector(".verdict"));
  const answer = /** @type {HTMLDetailsElement} */ (document.getElementById(question.id + "-answer"));
  const items = /** @type {HTMLElement[]} */ (Array.from(question.querySelectorAll(".choices li")));
  const buttons = items.map((item, i) => {
    const made = button("", () => {
      const pressed = several && made.getAttribute("aria-pressed") === "false";
      press(several ? chosen().filter(n => n !== i).concat(pressed ? i : []) : [i]);
      if (!several) { grade(); }
    });
    made.append(...item.children);
    item.append(made);
    return made;
  });

  /** @param {number[]} numbers */
  function press(numbers) {
    buttons.forEach((b, i) => b.setAttribute("aria-pressed", String(numbers.includes(i))));
  }

  function chosen() {
    return items.map((_, i) => i).filter(i => buttons[i].getAttribute("aria-pressed") === "true");
  }

  /**
   * Marks the choices, and says why those that were chosen are right or wrong.
   * @param {boolean} right
   * @param {number[]} numbers
   */
  function say(right, numbers) {
    const names = items.filter(item => "right" in item.dataset).map(item => item.textContent.trim());
    verdict.textContent = (right ? "Right: " : "Not right. The answer is: ") + names.join("; ");
    items.forEach((item, i) => { item.dataset.was = "right" in item.dataset ? "right" : numbers.includes(i) ? "wrong" : ""; });
    for (const i of numbers) {
      const why = answer.querySelector(".reasons > :nth-child(" + (i + 1) + ") > .why");
      if (why) { verdict.append(why.cloneNode(true)); }
    }
  }

  function grade() {
    const numbers = chosen();
    const right = items.every((item, i) => numbers.includes(i) === "right" in item.dataset);
    recall().answers[question.id] = { chosen: numbers, right };
    keep();
    say(right, numbers);
    refresh();
    answer.open = true;
  }

  if (several) { question.insertBefore(button("Check", grade), verdict); }
  const before = recall().answers[question.id];
  press(before ? before.chosen : []);
  if (before) { say(before.right, before.chosen); }
}

document.querySelectorAll(".question").forEach(element => gradeItself(/** @type {HTMLElement} */ (element)));
