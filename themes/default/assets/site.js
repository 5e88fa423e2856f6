// Comforts that a page can do without: the reader's choice of light or dark, tables that sort and filter.
(function () {
  "use strict";
  var root = document.documentElement, store;
  try { store = window.localStorage; } catch (e) { store = null; }
  function remembered() { try { return store && store.getItem("milepost-theme"); } catch (e) { return null; } }
  function remember(theme) { try { if (store) store.setItem("milepost-theme", theme); } catch (e) { /* not ours to force */ } }

  // Before the first paint, so that nothing flashes.
  var theme = remembered();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  root.classList.add("js");

  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    for (var name in attributes) element.setAttribute(name, attributes[name]);
    if (text) element.textContent = text;
    return element;
  }

  function themeSwitch() {
    var bar = document.querySelector(".site-head .bar");
    if (!bar) return;
    var dark = window.matchMedia("(prefers-color-scheme: dark)");
    function now() { return root.dataset.theme || (dark.matches ? "dark" : "light"); }
    var button = make("button", { type: "button", "class": "theme-switch" });
    function label() { button.textContent = now() === "dark" ? "Light" : "Dark"; button.setAttribute("aria-label", "Switch to " + button.textContent.toLowerCase() + " colors"); }
    button.addEventListener("click", function () {
      root.dataset.theme = now() === "dark" ? "light" : "dark";
      remember(root.dataset.theme);
      label();
    });
    dark.addEventListener("change", label);
    label();
    bar.appendChild(button);
  }

  var colors = ["red", "amber", "unknown", "green", "planned", "done"];
  function key(cell) {
    if (!cell) return "";
    var given = cell.getAttribute("data-key");
    if (given !== null) { var rank = colors.indexOf(given); return rank < 0 ? given : rank; }
    var time = cell.querySelector("time");
    if (time) return time.getAttribute("datetime");
    var text = cell.textContent.trim();
    var number = text.replace(/^\u2212/, "-").replace(/,/g, "").match(/^[+-]?\d+(\.\d+)?(?=\s*(%|d|days?)?$)/);
    return number ? parseFloat(number[0]) : text;
  }
  function compare(a, b) {
    var emptyA = a === "" || a === "\u2013" || a === "?", emptyB = b === "" || b === "\u2013" || b === "?";
    if (emptyA || emptyB) return emptyA - emptyB;
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a).localeCompare(String(b), "en", { numeric: true });
  }

  function sortable(table) {
    var head = table.tHead && table.tHead.rows[0], body = table.tBodies[0];
    if (!head || !body || body.rows.length < 2) return;
    Array.prototype.forEach.call(head.cells, function (th, column) {
      var button = make("button", { type: "button", "class": "sort" }, th.textContent);
      th.textContent = "";
      th.appendChild(button);
      button.addEventListener("click", function () {
        var down = th.getAttribute("aria-sort") === "ascending";
        Array.prototype.forEach.call(head.cells, function (other) { other.removeAttribute("aria-sort"); });
        th.setAttribute("aria-sort", down ? "descending" : "ascending");
        var rows = Array.prototype.map.call(body.rows, function (row, i) { return { row: row, i: i, key: key(row.cells[column]) }; });
        rows.sort(function (a, b) { return (down ? -1 : 1) * compare(a.key, b.key) || a.i - b.i; });
        rows.forEach(function (it) { body.appendChild(it.row); });
      });
    });
  }

  function filterable(table) {
    var body = table.tBodies[0], region = table.closest(".scroll");
    if (!body || !region || body.rows.length < 12) return;
    var label = make("label", { "class": "filter" }, "Filter ");
    var input = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    var count = make("output", {});
    label.appendChild(input);
    label.appendChild(count);
    region.parentNode.insertBefore(label, region);
    input.addEventListener("input", function () {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
      Array.prototype.forEach.call(body.rows, function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
        if (!row.hidden) shown += 1;
      });
      count.textContent = words.length ? shown + " of " + body.rows.length : "";
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    themeSwitch();
    document.querySelectorAll("table[data-sort]").forEach(sortable);
    document.querySelectorAll("table[data-filter]").forEach(filterable);
  });
})();
