//! Markdown on pages: what it becomes, and that nothing in it can run code.

use milepost::{
    load::markdown::outline,
    render::{Html, Links, Surroundings, markdown},
    text::{
        address::{Reach, reach},
        html::What,
    },
};
use proptest::prelude::*;

fn page(target: &str) -> Option<String> {
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let stem = path.strip_suffix(".md")?;
    Some(format!("../{stem}/index.html{}", anchor.map(|a| format!("#{a}")).unwrap_or_default()))
}

fn asset(target: &str) -> Option<String> {
    target.ends_with(".png").then(|| format!("../files/{target}"))
}

fn render_in(text: &str, around: &Surroundings<'_>) -> Html {
    let body = outline(text, 100);
    markdown(&body, around, &Links { page: &page, asset: &asset, named: &|_| None })
}

/// Whether it is told that something of a text was taken out.
fn is_told(text: &str) -> bool {
    let body = outline(text, 100);
    let unsafe_link = body.links.iter().any(|link| reach(&link.target) == Reach::Unsafe);
    unsafe_link || body.left_out.iter().any(|left| left.what.is_unsafe())
}

fn html(text: &str) -> String {
    render_in(text, &Surroundings::default()).as_str().to_owned()
}

#[test]
fn headings_have_the_loaders_anchors_and_begin_at_the_second_level() {
    let around = Surroundings { title: "Cart", taken: &["risks".to_owned()], ..Surroundings::default() };
    let text = render_in("# Cart\n\nSee [below](#risks).\n\n## Risks\n\n## Risks\n\n### Deep", &around);
    insta::assert_snapshot!(text.as_str(), @r##"
    <span id="cart"></span>
    <p>See <a href="#text-risks">below</a>.</p>
    <h2 id="text-risks">Risks<a class="anchor" href="#text-risks" aria-label="Link to Risks">#</a></h2>
    <h2 id="risks-1">Risks<a class="anchor" href="#risks-1" aria-label="Link to Risks">#</a></h2>
    <h3 id="deep">Deep<a class="anchor" href="#deep" aria-label="Link to Deep">#</a></h3>
    "##);
}

/// Whichever levels the author leaves out, none is left out on the page.
#[test]
fn headings_go_down_by_one_level_at_most() {
    let levels = |text: &str| -> String {
        html(text).split("<h").skip(1).filter_map(|rest| rest.chars().next()).collect()
    };
    assert_eq!(levels("# A\n\n### B\n\n##### C\n\n### D\n\n# E"), "23432");
    assert_eq!(levels("### A\n\n# B\n\n## C"), "223");
    assert_eq!(levels("###### A\n\n## B\n\n#### C\n\n### D"), "2233");
    assert_eq!(levels("# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F"), "234566");
}

#[test]
fn links_lead_to_pages_or_are_marked_broken() {
    insta::assert_snapshot!(html("[a](m1.md#x) [b](gone.txt) <me@example.org> https://example.org/a_b. ![shot](a.png \"T\") ![no](b.gif) ![far](https://example.org/x.png)"), @r#"<p><a href="../m1/index.html#x">a</a> <span class="broken" title="This link leads nowhere.">b</span> <a href="mailto:me@example.org" rel="noopener">me@example.org</a> <a href="https://example.org/a_b" rel="noopener">https://example.org/a_b</a>. <img src="../files/a.png" loading="lazy" title="T" alt="shot"> <span class="broken" title="This picture is missing.">no</span> <a href="https://example.org/x.png" rel="noopener">far</a></p>"#);
}

#[test]
fn alerts_tasks_tables_code_and_footnotes() {
    let text = "> [!WARNING]\n> Mind.\n\n- [x] done\n- [ ] open\n- plain\n\n| a | n |\n|---|--:|\n| 1 | 2 |\n\n```rust ignore\n<b>\n```\n\nOne[^n], two[^n], none[^x].\n\n[^n]: The *note*.\n";
    insta::assert_snapshot!(html(text));
}

#[test]
fn raw_html_keeps_its_harmless_part() {
    let text = "<details open onclick=\"x()\"><summary>More</summary>\n\n[a](m1.md) <b style=\"color:red\">bold</b> <a href=\"m2.md\">b</a> <a href='jAvaScript:x'>c</a>\n\n- [ ] task\n\n<script>alert(1)</script>\n<iframe src=x></iframe></details>";
    insta::assert_snapshot!(render_in(text, &Surroundings::default()).as_str());
    let left = outline(text, 100).left_out;
    let name = |name: &str| name.to_owned();
    let what: Vec<_> = left.iter().map(|left| left.what.clone()).collect();
    assert_eq!(
        what,
        [
            What::Unsafe(name("onclick")),
            What::Unsafe(name("style")),
            What::Address(name("href")),
            What::Content(name("script")),
            What::Content(name("iframe")),
        ]
    );
    assert_eq!(left[0].at, 100 + "<details open ".len(), "places are those of the file");
}

#[test]
fn links_that_could_run_code_are_taken_out_and_told() {
    let tricks = [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](&#106;avascript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x]( &#1;javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "[![x](data:image/svg+xml,x)](vbscript:x)",
        "[x](./.resolved/javascript:alert(1))\n\n<b>raw</b>",
        "<a href=\"./.resolved/javascript:alert(1)\">x</a>",
    ];
    for trick in tricks {
        let text = render_in(trick, &Surroundings::default());
        assert_harmless(text.as_str());
        assert!(is_told(trick) || trick.contains(".resolved"), "{trick}: nothing told, {}", text.as_str());
    }
}

#[test]
fn hostile_markup_stays_text() {
    for text in [
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<svg onload=alert(1)>",
        "<img src=x onerror=alert(1)>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "`<script>`\n\n    <script>\n",
        "[x](m1.md \"\\\" onmouseover=alert(1) x=\\\"\")",
        "![\" onerror=alert(1) x=\"](a.png)",
        "# \" onclick=x <img src=x onerror=y>\n",
        "```\"><script>\nx\n```",
        "[^\"><script>]\n\n[^\"><script>]: x",
        "<div class=\"skip site-head\" id=main role=dialog tabindex=-1>x</div>",
        "</main></div></body><h1>Mine</h1>",
    ] {
        let out = html(text);
        assert_harmless(&out);
        assert!(!out.contains("</main>") && !out.contains("<h1") && !out.contains("site-head"), "{out}");
    }
}

/// Read every tag of `html` as a browser would, and find nothing in it that runs.
fn assert_harmless(html: &str) {
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let (tag, after) = split_tag(rest);
        let name = tag.split(|c: char| c.is_whitespace() || c == '/' || c == '>').find(|s| !s.is_empty());
        let name = name.unwrap_or_default().to_ascii_lowercase();
        for bad in
            ["script", "iframe", "style", "object", "embed", "svg", "math", "form", "base", "meta", "link"]
        {
            assert_ne!(name, bad, "in {html}");
        }
        for (attribute, value) in attributes(tag) {
            assert!(!attribute.starts_with("on") && attribute != "style", "{attribute} in {html}");
            let bare: String = value
                .to_ascii_lowercase()
                .chars()
                .filter(|c| !c.is_whitespace() && !c.is_control())
                .collect();
            if ["href", "src"].contains(&attribute.as_str()) {
                for scheme in ["javascript:", "data:", "vbscript:"] {
                    assert!(!bare.starts_with(scheme), "{value} in {html}");
                }
            }
        }
        rest = after;
    }
}

/// The inside of a tag up to the `>` that is not in quotes.
fn split_tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (i, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '>') => return (&text[..i], &text[i + 1..]),
            _ => {}
        }
    }
    (text, "")
}

fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.strip_prefix("=\"") {
            (value, rest) = after.split_once('"').unwrap_or((after, ""));
        } else if rest.starts_with('=') {
            (value, rest) = rest[1..].split_at(rest[1..].find(char::is_whitespace).unwrap_or(rest.len() - 1));
        }
        found.push((name, value.replace("&amp;", "&").replace("&colon;", ":").replace("&#39;", "'")));
    }
    found
}

/// Pieces from which hostile texts are built.
const PIECES: &[&str] = &[
    "<script>",
    "</script>",
    "<img src=x onerror=a>",
    "<a href=",
    "javascript:",
    "java\tscript:",
    "&#106;avascript:",
    "\"",
    "'",
    ">",
    "<",
    "](",
    "[",
    "![",
    ")",
    "\n",
    "\n\n",
    "`",
    "```\n",
    "<!--",
    "-->",
    "<style>",
    "<b>",
    "</b>",
    "onload=x",
    " ",
    "x",
    "# ",
    "- [ ] ",
    "> [!NOTE]\n> ",
    "| a |\n|---|\n| ",
    "[^1]",
    "\n[^1]: ",
    "<svg/onload=a>",
    "data:text/html,",
    "<div ",
    "/>",
    "\\",
    "&lt;",
    "https://x.y/",
    "{#a\"b}",
    "<![CDATA[",
    "<?x",
    "\u{0}",
    "\u{feff}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_runs(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
        let text = pieces.concat();
        assert_harmless(&html(&text));
    }

    #[test]
    fn any_text_renders(text in any::<String>()) {
        assert_harmless(&html(&text));
    }
}
