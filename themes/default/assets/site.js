// Comforts that a page can do without: light or dark, the section being read, tables that sort and filter.
(function () {
  "use strict";
  var root = document.documentElement, store;
  try { store = window.localStorage; } catch (e) { store = null; }
  function remembered() { try { return store && store.getItem("milepost-theme"); } catch (e) { return null; } }
  function remember(theme) { try { if (store) { if (theme) store.setItem("milepost-theme", theme); else store.removeItem("milepost-theme"); } } catch (e) { /* not ours to force */ } }

  // On a page shown for a missing one: the site begins where the first of its scripts is found.
  var me = document.currentScript;
  if (me && me.hasAttribute("data-root")) {
    if (root.dataset.root) return;
    root.dataset.root = me.src.replace(/assets\/site\.js.*$/, "");
    document.addEventListener("DOMContentLoaded", function () {
      var base = document.querySelector("base") || document.head.appendChild(document.createElement("base"));
      base.href = root.dataset.root;
    });
  }

  // Before the first paint, so that nothing flashes.
  var theme = remembered();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  root.classList.add("js");

  function each(list, run) { Array.prototype.forEach.call(list, run); }
  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    for (var name in attributes) element.setAttribute(name, attributes[name]);
    if (text) element.textContent = text;
    return element;
  }

  function themeSwitch() {
    each(document.querySelectorAll("[data-theme-switch]"), function (group) {
      group.hidden = false;
      each(group.querySelectorAll("input"), function (input) {
        input.checked = input.value === (root.dataset.theme || "auto");
        input.addEventListener("change", function () {
          if (input.value === "auto") delete root.dataset.theme; else root.dataset.theme = input.value;
          remember(root.dataset.theme);
        });
      });
    });
  }

  // The section being read is lit among the contents of the page.
  function contents() {
    var links = document.querySelectorAll(".toc a"), headings = [];
    each(links, function (link) { var heading = document.getElementById(decodeURIComponent(link.hash.slice(1))); if (heading) headings.push([heading, link]); });
    if (!headings.length) return;
    function light() {
      var current = headings[0];
      headings.forEach(function (it) { if (it[0].getBoundingClientRect().top < window.innerHeight / 3) current = it; });
      each(links, function (link) { if (link === current[1]) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current"); });
    }
    var waiting = false;
    window.addEventListener("scroll", function () {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(function () { waiting = false; light(); });
    }, { passive: true });
    light();
  }

  // What is wider than the page scrolls by itself, and is reached by the keyboard then.
  function wide() {
    each(document.querySelectorAll(".scroll, .gantt-chart"), function (box) {
      var over = box.scrollWidth > box.clientWidth + 1;
      box.classList.toggle("over", over && box.classList.contains("scroll"));
      if (over) { box.tabIndex = 0; box.setAttribute("role", "region"); box.setAttribute("aria-label", box.dataset.label || box.getAttribute("aria-label") || "Scrolls sideways"); }
      else { box.removeAttribute("tabindex"); if (box.dataset.label) { box.removeAttribute("role"); box.removeAttribute("aria-label"); } }
    });
  }

  // A chart wider than the screen opens at the status date.
  function today() {
    each(document.querySelectorAll(".gantt-chart"), function (box) {
      var line = box.querySelector(".today-line");
      if (!line || box.scrollWidth <= box.clientWidth + 1) return;
      var at = line.getBoundingClientRect().left - box.getBoundingClientRect().left;
      box.scrollLeft = Math.max(0, at - box.clientWidth / 3);
    });
  }

  var colors = ["red", "amber", "unknown", "green", "planned"];
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
    var head = table.tHead && table.tHead.rows[0], bodies = table.tBodies, count = 0;
    each(bodies, function (body) { count += body.rows.length; });
    if (!head || count < 2) return;
    each(head.cells, function (th, column) {
      if (!th.textContent.trim()) return;
      var button = make("button", { type: "button", "class": "sort" }, th.textContent);
      // On paper the heads of tables come again on every sheet, but browsers leave out buttons there: the words stand for them.
      th.dataset.head = th.textContent;
      th.textContent = "";
      th.appendChild(button);
      button.addEventListener("click", function () {
        var down = th.getAttribute("aria-sort") === "ascending";
        each(head.cells, function (other) { other.removeAttribute("aria-sort"); });
        th.setAttribute("aria-sort", down ? "descending" : "ascending");
        each(bodies, function (body) {
          var group = body.querySelector(".group"), rest = body.querySelector(".rest");
          var rows = Array.prototype.filter.call(body.rows, function (row) { return row !== group && row !== rest; }).map(function (row, i) { return { row: row, i: i, key: key(row.cells[column]) }; });
          rows.sort(function (a, b) { return (down ? -1 : 1) * compare(a.key, b.key) || a.i - b.i; });
          rows.forEach(function (it) { body.insertBefore(it.row, rest); });
        });
      });
    });
  }

  // Chips for the colors in a table and a field for words; what is chosen stands in the address.
  function filterable(table) {
    var rows = Array.prototype.filter.call(table.querySelectorAll("tbody tr"), function (row) { return !row.matches(".group, .rest"); });
    if (rows.length < 12) return;
    var asked = new URLSearchParams(location.search), bar = make("div", { "class": "chips", role: "group", "aria-label": "Filter" });
    var chosen = { color: asked.get("color") || "", critical: asked.get("critical") || "", words: asked.get("words") || "" }, chips = [];
    var state = make("span", { role: "status", "class": "none" });
    function colorOf(row) { var mark = row.querySelector(".red, .amber, .unknown, .green, .planned"); return row.dataset.rag || (mark ? colors.filter(function (c) { return mark.classList.contains(c); })[0] : "") || ""; }
    function chip(name, value, text, mark) {
      var button = make("button", { type: "button" });
      if (mark) button.appendChild(mark);
      button.appendChild(document.createTextNode(text));
      button.addEventListener("click", function () { chosen[name] = chosen[name] === value ? "" : value; apply(true); });
      chips.push([button, name, value]);
      bar.appendChild(button);
    }
    colors.forEach(function (color) {
      var of = rows.filter(function (row) { return colorOf(row) === color; });
      if (!of.length || of.length === rows.length) return;
      var mark = of[0].querySelector(".sym").cloneNode(true);
      mark.removeAttribute("role"); mark.removeAttribute("aria-label"); mark.setAttribute("aria-hidden", "true");
      chip("color", color, color + " " + of.length, mark);
    });
    var critical = rows.filter(function (row) { return row.hasAttribute("data-critical"); });
    if (critical.length && critical.length < rows.length) chip("critical", "yes", "critical " + critical.length);
    var input = make("input", { type: "search", autocomplete: "off", spellcheck: "false", placeholder: "Words", "aria-label": "Words to filter by" });
    input.value = chosen.words;
    input.addEventListener("input", function () { chosen.words = input.value; apply(true); });
    bar.appendChild(input);
    bar.appendChild(state);
    function apply(tell) {
      var words = chosen.words.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
      rows.forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !((!chosen.color || colorOf(row) === chosen.color) && (!chosen.critical || row.hasAttribute("data-critical")) && words.every(function (word) { return text.indexOf(word) >= 0; }));
        if (!row.hidden) shown += 1;
      });
      each(table.querySelectorAll(".group"), function (group) { group.hidden = !group.parentNode.querySelector("tr:not(.group):not([hidden])"); });
      chips.forEach(function (it) { it[0].setAttribute("aria-pressed", String(chosen[it[1]] === it[2])); });
      state.textContent = shown === rows.length ? "" : shown ? shown + " of " + rows.length : "Nothing fits.";
      if (!tell) return;
      var query = new URLSearchParams();
      for (var name in chosen) if (chosen[name]) query.set(name, chosen[name]);
      try { history.replaceState(null, "", location.pathname + (query.toString() ? "?" + query : "") + location.hash); } catch (e) { /* from a disk some browsers refuse */ }
    }
    var region = table.closest(".scroll") || table;
    region.parentNode.insertBefore(bar, region);
    apply(false);
  }

  document.addEventListener("DOMContentLoaded", function () {
    themeSwitch();
    each(document.querySelectorAll("table[data-sort]"), sortable);
    each(document.querySelectorAll("table[data-filter]"), filterable);
    wide();
    today();
    contents();
    window.addEventListener("resize", wide);
  });
  // Paper shows what is folded away.
  var opened = [];
  window.addEventListener("beforeprint", function () { each(document.querySelectorAll("details:not([open])"), function (it) { it.open = true; opened.push(it); }); });
  window.addEventListener("afterprint", function () { opened.forEach(function (it) { it.open = false; }); opened = []; });
})();
