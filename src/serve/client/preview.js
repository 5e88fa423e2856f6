// The preview in the page: follows the edits, tells what they did, shows errors, opens the source.
// It stands in pages that the preview serves, and in no page that a build writes.
(() => {
  "use strict";
  const own = document.getElementById("milepost-preview-script");
  const { base, page, day, token } = own.dataset;
  let hash = own.dataset.hash;
  let stream, retry, dismissed = "";

  // The panel and the errors live in a shadow of their own: neither styles the page, nor is styled by it.
  const host = document.createElement("milepost-preview");
  host.id = "milepost-preview";
  const shadow = host.attachShadow({ mode: "open" });
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const line = make("output", { class: "line", role: "status" });
  const days = make("select", { "aria-label": "The day whose state is shown", hidden: "" });
  const earlier = make("button", { type: "button", title: "An earlier day", "aria-label": "An earlier day", hidden: "" }, "‹");
  const later = make("button", { type: "button", title: "A later day", "aria-label": "A later day", hidden: "" }, "›");
  const panel = make("div", { class: "panel", part: "panel" }, line, earlier, days, later);
  const errors = make("div", { class: "errors", role: "alertdialog", "aria-label": "Errors", tabindex: "-1", hidden: "" });
  shadow.append(make("link", { rel: "stylesheet", href: base + "__milepost/preview.css" }), panel, errors);
  document.body.append(host);

  const address = (name, asked) => base + "__milepost/" + name + "?" + new URLSearchParams(asked);
  const say = (text) => { line.textContent = text; };

  // Another page in place of this one, with what the reader has done to it kept.
  async function morph() {
    const answer = await fetch(location.href, { cache: "no-cache", headers: { Accept: "text/html" } });
    const text = await answer.text();
    const next = new DOMParser().parseFromString(text, "text/html");
    const script = next.getElementById("milepost-preview-script");
    if (script) hash = script.dataset.hash;
    document.title = next.title;
    const focused = document.activeElement;
    const field = focused && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null;
    const place = [scrollX, scrollY];
    Idiomorph.morph(document.body, next.body, {
      morphStyle: "innerHTML",
      ignoreActiveValue: true,
      callbacks: {
        beforeNodeRemoved: (node) => node !== host,
        beforeNodeMorphed: (old, fresh) => {
          if (old.nodeName === "SCRIPT") return false;
          if (old.nodeName === "DETAILS") fresh.toggleAttribute("open", old.open);
        },
      },
    });
    if (!host.isConnected) document.body.append(host);
    if (focused && focused.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
    if (field && focused.isConnected) { try { focused.setSelectionRange(...field); } catch { /* no text field */ } }
    scrollTo(...place);
    document.dispatchEvent(new CustomEvent("milepost:morphed"));
  }

  function showErrors(problems) {
    const name = problems.map((problem) => problem.file + problem.message).join("\n");
    if (problems.length === 0) dismissed = "";
    const hide = problems.length === 0 || name === dismissed;
    const was = errors.hidden;
    errors.hidden = hide;
    if (hide) return;
    const close = make("button", { type: "button", class: "close" }, "Close (Esc)");
    close.onclick = () => { dismissed = name; errors.hidden = true; };
    errors.replaceChildren(
      make("header", {}, make("strong", {}, problems.length === 1 ? "1 error" : problems.length + " errors"), close),
      ...problems.map((problem) => {
        const shown = make("pre", {}, problem.shown);
        if (!problem.file) return make("section", {}, shown);
        const link = make("button", { type: "button", class: "open" }, problem.file + ":" + problem.line);
        link.onclick = () => open({ file: problem.file, line: problem.line });
        return make("section", {}, link, shown);
      }),
    );
    if (was) errors.focus({ preventScroll: true });
  }
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !errors.hidden) errors.querySelector(".close").click();
  });

  function showDays(news) {
    const chosen = day || news.as_of;
    const all = [...news.days.filter(([, on]) => on !== news.as_of), ["Status date", news.as_of]];
    days.replaceChildren(...all.map(([title, on]) => {
      const option = make("option", { value: on }, title + ", " + on);
      option.selected = on === chosen;
      return option;
    }));
    const at = all.findIndex(([, on]) => on === chosen);
    days.hidden = earlier.hidden = later.hidden = all.length < 2;
    earlier.disabled = at <= 0;
    later.disabled = at >= all.length - 1;
    const go = (on) => {
      const folder = on === news.as_of ? "" : "@" + on + "/";
      location.href = base + folder + page.replace(/(^|\/)index\.html$/, "$1") + location.hash;
    };
    days.onchange = () => go(days.value);
    earlier.onclick = () => go(all[at - 1][1]);
    later.onclick = () => go(all[at + 1][1]);
  }

  function listen() {
    clearTimeout(retry);
    if (stream) stream.close();
    stream = new EventSource(address("events", { page, day, hash }));
    stream.addEventListener("news", (event) => {
      const news = JSON.parse(event.data);
      panel.classList.remove("lost");
      panel.dataset.version = news.version;
      say(news.line || "Preview");
      showDays(news);
      showErrors(news.problems);
    });
    stream.addEventListener("page", () => morph().catch(() => location.reload()));
    stream.addEventListener("asset", () => location.reload());
    stream.onerror = () => {
      stream.close();
      panel.classList.add("lost");
      say("The preview has stopped");
      retry = setTimeout(listen, 1000);
    };
  }
  // A browser opens six connections to a host: a page that nobody sees leaves its own to others.
  const follow = () => { if (document.hidden) { if (stream) stream.close(); clearTimeout(retry); } else listen(); };
  addEventListener("visibilitychange", follow);
  addEventListener("pagehide", () => stream && stream.close());
  addEventListener("pageshow", (event) => event.persisted && follow());
  follow();

  // From the page to its source: with Alt held, what is clicked opens where it was written.
  async function open(asked) {
    const answer = await fetch(address("open", asked), { method: "POST", headers: { "X-Milepost-Token": token } });
    if (!answer.ok) { say((await answer.text()).trim()); return; }
    const said = await answer.json();
    if (said.address) location.href = said.address;
    say(said.file + ":" + said.line + (said.opened ? "" : " (name an editor with --editor)"));
  }
  const place = /^([^\s:]+\.(?:md|ya?ml)):(\d+)/;
  addEventListener("click", (event) => {
    if (!event.altKey || event.composedPath().includes(host)) return;
    event.preventDefault();
    event.stopPropagation();
    const target = event.target.closest("p, li, tr, dd, dt, h1, h2, h3, h4, td, figure, svg a, section") || event.target;
    // What names its line itself, as the rows of facts do.
    for (const link of target.querySelectorAll("a, code")) {
      const named = place.exec(link.textContent.trim());
      if (named) { open({ file: named[1], line: named[2] }); return; }
    }
    // A row about another thing leads to that thing's file.
    const row = event.target.closest("tr, svg a");
    const link = row && (row.matches("a") ? row : row.querySelector("th a, a.subject, a"));
    const href = link && new URL(link.getAttribute("href"), location.href).pathname;
    const root = base + (day ? "@" + day + "/" : "");
    if (href && href.startsWith(root)) {
      const other = href.slice(root.length);
      open({ page: other === "" || other.endsWith("/") ? other + "index.html" : other, day, text: "" });
      return;
    }
    open({ page, day, text: target.textContent.trim().slice(0, 400) });
  }, true);
})();
