// A button on each block of code that copies it. Without a script the code can be marked and copied as ever.
(function () {
  "use strict";
  function place() {
    if (!navigator.clipboard && !document.queryCommandSupported) return;
    document.querySelectorAll(".prose pre > code").forEach(function (code) {
      var block = code.parentNode;
      if (block.parentNode.classList.contains("code")) return;
      var frame = document.createElement("div"), button = document.createElement("button");
      frame.className = "code";
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      block.parentNode.insertBefore(frame, block);
      frame.appendChild(block);
      frame.appendChild(button);
      button.addEventListener("click", function () { copy(code, function (done) { say(button, done ? "Copied" : "Press Ctrl+C"); }); });
    });
  }
  function say(button, text) {
    button.textContent = text;
    button.setAttribute("aria-live", "polite");
    setTimeout(function () { button.textContent = "Copy"; }, 2000);
  }
  // Pages on a disk have no clipboard of their own: there the text is marked, and the browser asked to copy.
  function copy(code, then) {
    function marked() {
      var range = document.createRange(), selection = getSelection(), done = false;
      range.selectNodeContents(code);
      selection.removeAllRanges();
      selection.addRange(range);
      try { done = document.execCommand("copy"); } catch (e) { /* told */ }
      then(done);
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(code.textContent).then(function () { then(true); }, marked);
    else marked();
  }
  document.addEventListener("milepost:morphed", place);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place); else place();
})();
