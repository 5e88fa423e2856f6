// The search of the site, from a server or from a disk, without one; find.js opens it. It loads the lists of words that a
// question needs, as scripts, because pages on a disk may load nothing else. How words are read: src/search/words.rs.
(function () {
  "use strict";
  var own = document.currentScript, root = own.src.replace(/assets\/search\.js.*$/, "");
  var DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", SHOWN = 8, MORE = 24;
  var told = {}, held = {};

  // ---- Words ----
  var SPELLED = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "ς": "σ" };
  var ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f\u2060\ufeff]/g;
  var UNSPACED = "\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e81-\\u0ecd\\u1000-\\u103f\\u1780-\\u17d3\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  var SIGNS = "", LETTER;
  for (var block = 0x900; block < 0xe00; block += 0x100) [0x4d, 0xcd, 0x3c, 0xbc, 0xca].forEach(function (end) { SIGNS += String.fromCharCode(block + end); });
  LETTER = "(?:(?![" + UNSPACED + "])[\\p{Alphabetic}\\p{N}" + SIGNS + "])";
  var WORDS = new RegExp("[" + UNSPACED + "]+|" + LETTER + "+(?:[-._]" + LETTER + "+)*", "gu");
  var IS_UNSPACED = new RegExp("^[" + UNSPACED + "]", "u");
  function fold(text) {
    return text.normalize("NFKD").toLowerCase().replace(ACCENTS, "").replace(/[ßæœøđðłþıς]/g, function (c) { return SPELLED[c]; }).normalize("NFC");
  }
  function cut(word) { return word.length > 32 ? Array.from(word).slice(0, 32).join("") : word; }
  function words(folded) {
    var out = [];
    (folded.match(WORDS) || []).forEach(function (run) {
      if (IS_UNSPACED.test(run)) {
        var signs = Array.from(run);
        if (signs.length === 1) out.push(run);
        for (var i = 1; i < signs.length; i++) out.push(signs[i - 1] + signs[i]);
        return;
      }
      var pieces = run.split(/[-._]/);
      if (pieces.length > 1 && /\p{N}/u.test(run)) out.push(cut(run));
      pieces.forEach(function (piece) { out.push(cut(piece)); });
    });
    return out;
  }

  // ---- Lists ----
  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    for (var name in attributes) element.setAttribute(name, attributes[name]);
    if (text) element.textContent = text;
    return element;
  }
  window.milepostFound = function (name, text) { told[name] = text; };
  function load(name) {
    return held[name] || (held[name] = new Promise(function (done, failed) {
      var script = make("script", { src: root + "search-/" + name + ".js" });
      script.onload = function () { script.remove(); done(told[name] || ""); };
      script.onerror = function () { script.remove(); delete held[name]; failed(new Error(name)); };
      document.head.appendChild(script);
    }));
  }
  function hash(word) {
    var sum = 0x811c9dc5;
    for (var i = 0; i < word.length; i++) sum = Math.imul(sum ^ word.charCodeAt(i), 0x01000193);
    return ("0000000" + (sum >>> 0).toString(16)).slice(-8);
  }
  function file(letter, word) {
    var name = letter + "-";
    for (var c of word) name += /[a-z0-9]/.test(c) ? c : "_" + c.codePointAt(0).toString(16) + "_";
    return name.length > 180 ? name.slice(0, 180) + "~" + hash(word) : name;
  }
  // The order of code points, in which the lists are.
  function before(a, b) {
    for (var i = 0; i < a.length && i < b.length; i++) {
      if (a.charCodeAt(i) !== b.charCodeAt(i)) return a.codePointAt(i) < b.codePointAt(i);
    }
    return a.length < b.length;
  }
  function unfolded(pieces) {
    var last = "";
    return pieces.map(function (piece) {
      var space = piece.indexOf(" "), end = space < 0 ? piece.length : space;
      last = last.slice(0, DIGITS.indexOf(piece[0])) + piece.slice(1, end);
      return [last, space < 0 ? "" : piece.slice(space + 1)];
    });
  }
  var lists;
  function begin() {
    return lists ? Promise.resolve() : load("root").then(function (text) {
      var lines = text.split("\n"), numbers = lines[0].split(" ");
      lists = { pages: +numbers[0], shown: +numbers[1], spaced: numbers[2] === "1" };
      ["n", "t", "f", "b"].forEach(function (letter, i) {
        lists[letter] = lines[i + 1] ? unfolded(lines[i + 1].split(" ")).map(function (it) { return it[0]; }) : [];
      });
    });
  }
  function entries(letter, word) {
    var name = file(letter, word);
    return load(name).then(function (text) { return told["=" + name] || (told["=" + name] = unfolded(text.split("\n"))); });
  }
  // The entries that begin with a text, from at most so many files.
  function range(letter, text, most) {
    var starts = lists[letter], low = 0, high = starts.length;
    while (low < high) { var middle = (low + high) >> 1; if (before(text, starts[middle])) high = middle; else low = middle + 1; }
    var from = Math.max(0, low - 1), files = [];
    for (var i = from; i < starts.length && files.length < most && (i === from || starts[i].indexOf(text) === 0); i++) files.push(entries(letter, starts[i]));
    return Promise.all(files).then(function (all) {
      return [].concat.apply([], all).filter(function (it) { return it[0].indexOf(text) === 0; });
    });
  }
  function reader(text) {
    var at = 0;
    return {
      more: function () { return at < text.length; },
      digit: function () { return DIGITS.indexOf(text[at++]); },
      number: function () {
        var value = 0, times = 1, digit;
        do { digit = DIGITS.indexOf(text[at++]); value += (digit & 31) * times; times *= 32; } while (digit > 31);
        return value;
      },
    };
  }
  function inTexts(value, counted) {
    var read = reader(value), found = [], page = 0, df = counted ? read.number() : 0;
    while (read.more()) { page += read.number(); found.push([page, read.digit(), read.number()]); }
    return { df: df, pages: found };
  }
  function inTitles(value) {
    var read = reader(value), found = [], page = 0;
    read.number();
    while (read.more()) { page += read.number(); found.push([page, read.digit(), read.digit()]); }
    return found;
  }

  // ---- Answers ----
  // Whether two words differ by one letter more, less, other, or two swapped.
  function near(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    var i = 0, j = 0;
    while (i < a.length && a[i] === b[i]) i++;
    while (j < a.length - i && j < b.length - i && a[a.length - 1 - j] === b[b.length - 1 - j]) j++;
    var x = a.slice(i, a.length - j), y = b.slice(i, b.length - j);
    return x.length < 2 && y.length < 2 || x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0];
  }
  function turned(word) { return Array.from(word).reverse().join(""); }
  // Words as they may have been meant. One wrong letter leaves the first or the last half whole.
  function meant(word, open) {
    if (word.length < 4 || !/^\p{Alphabetic}+$/u.test(word)) return Promise.resolve([]);
    var half = Math.floor((word.length - 1) / 2), end = turned(word).slice(0, half);
    return Promise.all([range("f", word.slice(0, half), 3), range("b", end, 3)]).then(function (sides) {
      var known = {}, found = [];
      function offer(candidate) {
        if (known[candidate]) return;
        known[candidate] = true;
        if (near(word, candidate)) found.push([candidate, 0]);
        else if (open && candidate.length > word.length && [-1, 0, 1].some(function (d) { return near(word, candidate.slice(0, word.length + d)); })) found.push([candidate, 1]);
      }
      sides[0].forEach(function (it) { offer(it[0]); });
      sides[1].forEach(function (it) { offer(turned(it[0])); });
      found.sort(function (a, b) { return a[1] - b[1] || (b[0][0] === word[0]) - (a[0][0] === word[0]) || a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1); });
      return found.slice(0, 3).map(function (it) { return it[0]; });
    });
  }
  function parts(query) {
    var units = [], folded = fold(query), open = !/\s$/.test(query);
    folded.trim().split(/\s+/).forEach(function (piece) {
      var all = words(piece), whole = /[-._]/.test(all[0] || "");
      (whole ? all.slice(0, 1) : all).forEach(function (word) { units.push({ word: word, number: /\p{N}/u.test(word), pieces: whole ? all.slice(1) : null }); });
    });
    if (units.length) units[units.length - 1].open = open;
    return { units: units, whole: folded.trim().replace(/\s+/g, "~"), open: open };
  }
  function ask(unit, word, open, share) {
    return Promise.all([
      range("n", word, open ? 3 : 1),
      range("t", word, open ? 2 : 1),
    ]).then(function (both) {
      both[0].forEach(function (it) { inTitles(it[1]).forEach(function (at) {
        var value = share * (it[0] === word ? 1 : .9 * word.length / it[0].length), old = unit.titles[at[0]];
        if (!old || old.value < value) unit.titles[at[0]] = { value: value, place: at[1], of: at[2] };
      }); });
      var exact = both[1].filter(function (it) { return it[0] === word; });
      (open || !exact.length ? both[1] : exact).forEach(function (it) {
        var found = inTexts(it[1], true), part = share * (it[0] === word ? 1 : .6 * word.length / it[0].length);
        count(unit, found.pages, found.df, part);
        if (found.pages.length < found.df && found.df <= lists.pages / 2) unit.rest.push({ word: it[0], df: found.df, part: part });
      });
    });
  }
  function count(unit, pages, df, part) {
    var idf = Math.log(1 + (lists.pages - df + .5) / (df + .5));
    pages.forEach(function (at) {
      var value = part * idf * at[1] / 28, old = unit.texts[at[0]];
      if (!old || old.value < value) unit.texts[at[0]] = { value: value, section: at[2] };
    });
  }
  function isEmpty(unit) { return !Object.keys(unit.titles).length && !Object.keys(unit.texts).length; }
  function answer(unit) {
    unit.titles = {}; unit.texts = {}; unit.rest = [];
    return ask(unit, unit.word, unit.open, 1).then(function () {
      if (!isEmpty(unit)) return null;
      if (unit.pieces) return Promise.all(unit.pieces.map(function (word) { return ask(unit, word, false, .3); }));
      return meant(unit.word, unit.open).then(function (words) {
        unit.meant = words;
        return Promise.all(words.map(function (word) { return ask(unit, word, false, .5); }));
      });
    });
  }
  // Ids whole, then ids that begin so, then titles, then texts.
  function ranked(ids, units) {
    var pages = {}, out = [];
    function at(page) { return pages[page] || (pages[page] = { page: +page, rank: 1, value: 0, hits: 0, titles: 0, section: 0, best: 0 }); }
    ids.forEach(function (it) { var found = at(it.page); found.rank = it.whole ? 4 : 3; found.hits = units.length; });
    units.forEach(function (unit, place) {
      var seen = {};
      for (var page in unit.titles) {
        var title = unit.titles[page], it = at(page);
        it.titles++; it.hits++; seen[page] = true;
        it.value += 3 * title.value + (place === title.place ? 1 : 0) - Math.min(title.of, 40) / 100;
      }
      for (page in unit.texts) {
        var text = unit.texts[page]; it = at(page);
        if (!seen[page]) it.hits++;
        it.value += text.value;
        if (text.value > it.best) { it.best = text.value; it.section = text.section; }
      }
    });
    for (var page in pages) {
      var it = pages[page];
      if (it.rank < 3 && it.titles === units.length) it.rank = 2;
      it.all = it.hits >= units.length ? 1 : 0;
      out.push(it);
    }
    return out.sort(function (a, b) { return b.rank - a.rank || (a.rank > 2 ? a.page - b.page : 0) || b.all - a.all || b.hits - a.hits || b.value - a.value || a.page - b.page; });
  }
  function search(query, show) {
    var asked = parts(query);
    if (!asked.units.length) return Promise.resolve(show({ found: [], meant: [] }));
    return begin().then(function () {
      var id = lists.spaced || asked.whole.indexOf("~") < 0;
      return Promise.all([id ? range("n", "#" + asked.whole, 2) : []].concat(asked.units.map(answer)));
    }).then(function (all) {
      var ids = [];
      all[0].forEach(function (it) {
        var whole = it[0] === "#" + asked.whole;
        if (whole || asked.open) inTitles(it[1]).forEach(function (at) { ids.push({ page: at[0], whole: whole }); });
      });
      function done() {
        var meant = [].concat.apply([], asked.units.map(function (unit) { return unit.meant || []; }));
        return show({ found: ranked(ids, asked.units), meant: meant });
      }
      var rest = asked.units.length < 2 ? [] : [].concat.apply([], asked.units.map(function (unit) { return unit.rest.slice(0, 2).map(function (it) { return [unit, it]; }); }));
      return Promise.resolve(done()).then(function () {
        if (!rest.length) return null;
        return Promise.all(rest.map(function (it) {
          return load(file("r", it[1].word)).then(function (text) { count(it[0], inTexts(text, false).pages, it[1].df, it[1].part); });
        })).then(done);
      });
    });
  }
  function page(number) {
    return load("d-" + Math.floor(number / lists.shown)).then(function (text) {
      return text.split("\n")[number % lists.shown].split("\t");
    });
  }

  // ---- The window ----
  var NS = "http://www.w3.org/2000/svg", dialog, input, status, results, more, turn = 0, limit = SHOWN, opener;
  // The marks of the colors, as the frame defines them: a page holds only those that it shows.
  var MARKS = {
    red: '<path d="M-2.5-6h5L6-2.5v5L2.5 6h-5L-6 2.5v-5z"/><path class="cut" d="M-2.2-2.2l4.4 4.4m0-4.4l-4.4 4.4"/>',
    amber: '<path d="M0-6L6.6 5.6H-6.6z"/><path class="cut" d="M0-2v3.4M0 3.5v.2"/>',
    green: '<circle r="6"/><path class="cut" d="M-2.7.2l1.9 2L2.8-2"/>',
    unknown: '<circle class="line" r="5.4" stroke-width="1.5" stroke-dasharray="2.4 1"/><path class="line" stroke-width="1.6" d="M-1.8-1.5c0-2.3 3.6-2.3 3.6 0C1.8 0 0 0 0 1.3M0 3v.4"/>',
    planned: '<circle class="line" r="5.2" stroke-width="1.6"/>',
    cancelled: '<circle class="line" r="5.2" stroke-width="1.6"/><path class="line" stroke-width="1.6" d="M-3.7 3.7l7.4-7.4"/>'
  };
  function defined(word) {
    var sprite = document.querySelector("svg.sprite"), symbol;
    if (!MARKS[word] || !sprite) return false;
    if (document.getElementById("rag-" + word)) return true;
    symbol = document.createElementNS(NS, "symbol");
    symbol.setAttribute("id", "rag-" + word);
    symbol.setAttribute("viewBox", "-7 -7 14 14");
    symbol.innerHTML = MARKS[word];
    sprite.appendChild(symbol);
    return true;
  }
  function mark(word) {
    var svg = document.createElementNS(NS, "svg"), use = document.createElementNS(NS, "use");
    svg.setAttribute("class", "sym " + word);
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#rag-" + word);
    svg.appendChild(use);
    return svg;
  }
  var MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  function day(iso) { var at = iso.split("-"); return +at[2] + " " + MONTHS[at[1] - 1] + " " + at[0]; }
  function row(fields, section) {
    var heading = fields[6 + 2 * section] || "", anchor = fields[7 + 2 * section] || heading.toLowerCase().replace(/ /g, "-");
    var item = make("li"), link = make("a", { href: root + encodeURI(fields[0]) + (anchor ? "#" + encodeURIComponent(anchor) : "") });
    var name = make("span", { "class": "search-name" });
    if (defined(fields[4])) name.appendChild(mark(fields[4]));
    if (fields[2]) { name.appendChild(make("span", { "class": "search-id" }, fields[2])); name.appendChild(document.createTextNode(" ")); }
    name.appendChild(make("bdi", {}, fields[1]));
    link.appendChild(name);
    var about = [fields[3], (fields[4] || "").replace(/_/g, " "), fields[5] ? day(fields[5]) : "", heading ? "\u201c" + heading + "\u201d" : ""].filter(Boolean);
    link.appendChild(make("small", {}, about.join(" \u00b7 ")));
    item.appendChild(link);
    return item;
  }
  function run() {
    var mine = ++turn, query = input.value;
    if (!query.trim()) { results.textContent = status.textContent = ""; more.hidden = true; return; }
    search(query, function (answer) {
      var first = answer.found.slice(0, limit);
      return Promise.all(first.map(function (it) { return page(it.page); })).then(function (all) {
        if (mine !== turn) return;
        results.textContent = "";
        all.forEach(function (fields, i) { results.appendChild(row(fields, first[i].section)); });
        var left = answer.found.length - first.length, count = answer.found.length;
        more.hidden = !left;
        status.textContent = !count ? "Nothing found." : (count === 1 ? "1 result" : count + " results") + (answer.meant.length ? " for " + answer.meant.join(", ") : "") + (left ? ", the best " + first.length + " shown" : "");
      });
    }).catch(function () { if (mine === turn) status.textContent = "The search could not be loaded."; });
  }
  function links() { return Array.prototype.slice.call(results.querySelectorAll("a")); }
  function build() {
    document.head.appendChild(make("link", { rel: "stylesheet", href: root + "assets/search.css" }));
    dialog = make("dialog", { "class": "search-window", "aria-label": "Search" });
    var field = make("div", { "class": "search-field" }), close = make("button", { type: "button", "class": "search-close" }, "Close");
    input = make("input", { type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go", "aria-label": "Search this site", placeholder: "Id, title or words", maxlength: "200" });
    status = make("p", { role: "status", "class": "search-status" });
    results = make("ol", { "class": "search-results", "aria-label": "Results" });
    more = make("button", { type: "button", "class": "search-more", hidden: "" }, "More results");
    field.appendChild(input); field.appendChild(close);
    [field, status, results, more].forEach(function (part) { dialog.appendChild(part); });
    input.addEventListener("input", function () { limit = SHOWN; run(); });
    more.addEventListener("click", function () { var at = links().length; limit += MORE; run(); setTimeout(function () { var next = links()[at]; if (next) next.focus(); }, 200); });
    close.addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("click", function (event) { if (event.target === dialog || event.target.closest("a")) dialog.close(); });
    dialog.addEventListener("close", function () { if (opener && opener.isConnected) opener.focus(); });
    dialog.addEventListener("keydown", function (event) {
      var all = links(), at = all.indexOf(document.activeElement), to;
      if (event.key === "ArrowDown") to = all[at + 1];
      else if (event.key === "ArrowUp" && at >= 0) to = at ? all[at - 1] : input;
      else if (event.key === "Enter" && document.activeElement === input && all.length) { event.preventDefault(); all[0].click(); return; }
      if (to) { event.preventDefault(); to.focus(); }
    });
  }
  function open() {
    if (!dialog) build();
    if (!dialog.isConnected) document.body.appendChild(dialog);
    if (dialog.open) { input.select(); return; }
    opener = document.activeElement;
    dialog.showModal();
    input.focus();
    input.select();
    begin().catch(function () { status.textContent = "The search could not be loaded."; });
  }
  // The rest is for tests, which compare it with what the site was made with.
  window.milepostSearch = { open: open, words: function (text) { return words(fold(text)); }, search: search, page: page };
})();
