// Adds to a page what only a script can do. Without it everything is readable.
(function () {
  "use strict";
  // A button beside each raw message copies exactly its text.
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text);
    }
    // Older browsers and pages opened from disk.
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "offstage";
    document.body.appendChild(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject();
  }
  document.querySelectorAll("figure.message, details.send").forEach(function (figure) {
    if (!figure.querySelector("pre")) { return; }
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      copy(figure.querySelector("pre").textContent).then(function () {
        button.textContent = "Copied";
      }, function () {
        button.textContent = "Not copied";
      }).then(function () {
        setTimeout(function () { button.textContent = "Copy"; }, 2000);
      });
    });
    figure.querySelector("figcaption, p").appendChild(button);
  });
  // The navigation shows the page that is open.
  var nav = document.getElementById("_nav");
  var here = nav && nav.querySelector("[aria-current]");
  if (here && nav.scrollHeight > nav.clientHeight) {
    nav.scrollTop = here.offsetTop - nav.clientHeight / 2;
  }
})();
