// What opens the search: a button in the head of each page, the key "/", Ctrl-K. The search itself is loaded when it is wanted.
(function () {
  "use strict";
  var root = document.currentScript.src.replace(/assets\/find\.js.*$/, ""), wanted = false;
  function open() {
    if (window.milepostSearch) { window.milepostSearch.open(); return; }
    if (wanted) return;
    wanted = true;
    var script = document.createElement("script");
    script.src = root + "assets/search.js";
    script.onload = function () { window.milepostSearch.open(); };
    script.onerror = function () { wanted = false; script.remove(); };
    document.head.appendChild(script);
  }
  function place() {
    var bar = document.querySelector(".side, .site-head .bar");
    if (!bar || bar.querySelector(".search-button")) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "search-button tool";
    button.setAttribute("aria-keyshortcuts", "/ Control+K");
    button.textContent = "Search";
    button.addEventListener("click", open);
    bar.insertBefore(button, bar.querySelector(".menu, .nav"));
  }
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    var combined = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (combined || event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); open(); }
  });
  document.addEventListener("milepost:morphed", place);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place); else place();
})();
