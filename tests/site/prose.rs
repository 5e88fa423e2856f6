//! Texts on pages: ids that link, code in color, links of every kind, pictures of others.

use milepost::world::Memory;

use crate::{
    links::problems,
    project::{SETTINGS, file, found, site},
};

const PHASE: &str = "---\nid: P1\ntitle: One\nowner: ada\n---\n";
const MILESTONE: &str = "---\nid: M1.1\ntitle: Users & roles\nphase: P1\nowner: ada\nduration: 5d\nstart: 2026-03-16\nfinish: 2026-03-20\n---\n";

fn with(files: &[(&str, &str)]) -> Memory {
    let base = [
        ("milepost.yaml", SETTINGS),
        ("content/phases/p1.md", PHASE),
        ("content/milestones/m1.md", MILESTONE),
    ];
    Memory::of(base.into_iter().chain(files.iter().copied())).expect("clean paths")
}

/// The links of a page's text: what each says, where it leads, and its card.
fn links(html: &str) -> Vec<(String, String, Option<String>)> {
    let read = scraper::Html::parse_document(html);
    let all = scraper::Selector::parse(".prose a:not(.anchor)").expect("a selector");
    let of = |link: scraper::ElementRef<'_>| {
        let attribute = |name| link.value().attr(name).map(str::to_owned);
        (link.text().collect(), attribute("href").unwrap_or_default(), attribute("data-card"))
    };
    read.select(&all).map(of).collect()
}

#[test]
fn ids_in_texts_lead_to_their_pages_with_a_card() {
    let text = "# Notes\n\n## On M1.1\n\nWait for M1.1, not for m1.1, M1.1.2 or M9. **M1.1** and `M1.1`, [see M1.1](notes.md).\n\n\
                <p>In <b>M1.1</b> and <a href=\"notes.md\">M1.1</a></p>\n\n```\nM1.1\n```\n\nhttps://e.org/M1.1 M1.1\n";
    let built = site(&with(&[("content/notes.md", text)]));
    let links = links(file(&built.plan, "notes/index.html"));
    let ids: Vec<_> = links.iter().filter(|(_, _, card)| card.is_some()).collect();
    assert_eq!(ids.len(), 3, "{links:#?}");
    for (text, href, card) in ids {
        assert_eq!((text.as_str(), href.as_str()), ("M1.1", "../milestones/m1.1/index.html"));
        let card = card.as_deref().unwrap_or_default();
        assert!(card.starts_with("Users & roles\nmilestone · ") && card.ends_with(" · Ada"), "{card:?}");
    }
    // a page does not lead to itself
    let own =
        site(&with(&[("content/milestones/m2.md", "---\nid: M2\ntitle: A\n---\nM2 waits for M1.1.\n")]));
    let (names, _): (Vec<String>, Vec<String>) = self::links(file(&own.plan, "milestones/m2/index.html"))
        .into_iter()
        .map(|(text, href, _)| (text, href))
        .unzip();
    assert!(names.contains(&"M1.1".to_owned()) && !names.contains(&"M2".to_owned()), "{names:?}");
}

#[test]
fn code_has_color_where_its_language_is_known() {
    let text = "```go\nfunc main() { x := \"<b>\" }\n```\n\n```nonesuch\nfunc main() {}\n```\n\n    func plain() {}\n";
    let built = site(&with(&[("content/notes.md", text)]));
    let html = file(&built.plan, "notes/index.html");
    assert!(
        html.contains("<span class=\"c-k\">func")
            && html.contains("<span class=\"c-s\">&quot;&lt;b&gt;&quot;"),
        "{html}"
    );
    assert_eq!(html.matches("c-k").count(), 1, "{html}");
    assert!(html.contains("assets/prose.js") && html.contains("assets/prose.css"));
    assert!(
        !file(&built.plan, "risks/index.html").contains("assets/prose.js"),
        "a page without text loads none of it"
    );
}

#[test]
fn links_are_understood_as_readers_on_github_mean_them() {
    let files = [
        (
            "content/index.md",
            "# First\n\n[a](/content/guide/one.md) [b](/guide/one.md#two) [c](guide/one) [d](./guide/one#two) [e](/content/guide/) [f](guide)\n\n<a href=\"/content/guide/one\">g</a> <a href=\"guide/nowhere\">h</a>\n",
        ),
        (
            "content/guide/one.md",
            "# One\n\n## Two\n\n[up](/content/index.md) <a id=\"here\"></a>\n\n[x](#here)\n",
        ),
        ("content/guide/README.md", "# All\n\n[x](one#here)\n"),
    ];
    let built = site(&with(&files));
    assert_eq!(problems(&built.plan), Vec::<String>::new());
    insta::assert_snapshot!(found(&built.checked), @"content/index.md:5:36 error dead-link: the link leads to `guide/nowhere`, which is no file of the project");
    let links = links(file(&built.plan, "index.html"));
    let hrefs: Vec<&str> = links.iter().map(|(_, href, _)| href.as_str()).collect();
    assert_eq!(
        hrefs,
        [
            "guide/one/index.html",
            "guide/one/index.html#two",
            "guide/one/index.html",
            "guide/one/index.html#two",
            "guide/readme/index.html",
            "guide/readme/index.html",
            "guide/one/index.html",
        ]
    );
}

#[test]
fn headings_named_as_ids_of_the_page_are_reached_from_elsewhere() {
    let files = [
        ("content/one.md", "# One\n\n## Risks\n\n## Status\n\n## Main\n\n[own](#risks)\n"),
        ("content/two.md", "# Two\n\n[a](one.md#risks) [b](one#status) [c](/content/one.md#main)\n"),
    ];
    let built = site(&with(&files));
    assert_eq!(found(&built.checked), "");
    assert_eq!(problems(&built.plan), Vec::<String>::new());
}

#[test]
fn harmless_drawings_are_published_and_no_others() {
    let svg = |inside: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">{inside}</svg>")
    };
    let (good, bad) = (svg("<rect width=\"1\" height=\"1\"/>"), svg("<script>alert(1)</script>"));
    let text = "# Notes\n\n![good](good.svg) ![bad](bad.svg) [bad](bad.svg)\n";
    let built =
        site(&with(&[("content/notes.md", text), ("content/good.svg", &good), ("content/bad.svg", &bad)]));
    assert_eq!(file(&built.plan, "files/content/good.svg"), good);
    assert!(!built.plan.iter().any(|(path, _)| path.as_str().ends_with("bad.svg")));
    let html = file(&built.plan, "notes/index.html");
    assert!(
        html.contains("<img src=\"../files/content/good.svg\"") && !html.contains("files/content/bad.svg"),
        "{html}"
    );
}
