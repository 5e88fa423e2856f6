//! Content that wants to run in the reader's browser: it is shown, and does nothing.

use milepost::{
    site::Built,
    world::{Memory, ProjectPath},
};
use scraper::Html;
use serde_json::Value;

use crate::{
    links::problems,
    project::{drawings, file, found, pages, site},
    text::main_text,
};

/// Ways out of text, of attributes in either quote, of a title, a script, a comment and of CDATA.
const PAYLOADS: [&str; 7] = [
    r#"<xss-a onload="x()">"#,
    r#""><xss-b>"#,
    "'><xss-c>",
    r#"" xss-d="1" onfocus="x()" "#,
    "' xss-e='1' ",
    "</title></script></style></textarea><xss-f>",
    "--> ]]><xss-g>{{ xss }}{% xss %}&#60;xss-h&#62;",
];

/// A project that says `payload` wherever somebody may write words.
fn project(payload: &str) -> Memory {
    let p = format!("'{}'", payload.replace('\'', "''"));
    let act = format!("next_action: {{text: {p}, owner: ada, due: 2026-03-20}}");
    let update = format!(
        "updates:\n  - {{date: 2026-03-02, by: {p}, status: in_progress, percent_complete: 10, rag: red, note: {p}, {act}, override: {{rag: amber, reason: {p}, by: {p}, expires: 2026-12-31}}}}"
    );
    let body = format!(
        "# {payload}\n\n{payload}\n\n[{payload}](https://example.org/ {p}) `{payload}`\n\n| {payload} |\n|---|\n| {payload} |\n\n```{payload}\n{payload}\n```\n\n![{payload}](a.png)\n"
    );
    let page = |front_matter: String| format!("---\n{front_matter}\n---\n{body}");
    Memory::of([
        ("milepost.yaml", format!("title: {p}\nstart: 2026-02-16\nstatus_date: 2026-03-04\nbase_url: {p}\nrepository: {p}\nbaseline: {{name: {p}, approved_by: {p}}}\ntheme: {p}\nagents: [{{id: ada, name: {p}, role: {p}}}, {p}]\n{p}: {p}\n")),
        ("content/index.md", page(format!("title: {p}\n{p}: {p}"))),
        ("content/guide/a.md", page(format!("title: {p}"))),
        ("content/phases/p1.md", page(format!("id: P1\ntitle: {p}\nowner: {p}\nsprints: [{p}]\ngate: {{decision: go, decided_by: {p}, criteria: [{{id: {p}, text: {p}, evidence: {p}, check: {{file: {p}}}}}, {{id: C2, text: {p}, check: {{json: {{file: {p}, pointer: {p}, equals: {p}}}}}}}]}}"))),
        ("content/milestones/m1.md", page(format!("id: {p}\ntitle: {p}\nphase: P1\nowner: {p}\nduration: 5d\nstart: 2026-02-16\nfinish: 2026-02-20\ndepends_on: [{{on: M2, for: {p}}}, {p}, {{on: {p}, via: {p}}}]\n{update}"))),
        ("content/milestones/m2.md", page(format!("id: M2\ntitle: {p}\nphase: P1\nowner: ada\nduration: {p}\nstart: {p}\nsprint: {p}\nstatus: {p}\nservices: [{p}]\ntasks: [{p}]"))),
        ("content/milestones/m3.md", page(format!("id: M3\ntitle: {p}\nphase: P1\nowner: ada\nduration: 9d\ndepends_on: [M4, {p}]\n{update}"))),
        ("content/milestones/m4.md", page(format!("id: M4\ntitle: {p}\nphase: {p}\nduration: 9d\ndepends_on: [M3]"))),
        ("content/sprints/s1.md", page(format!("id: sprint-01\ntitle: {p}\nstart: 2026-03-02\nend: 2026-03-13\nphase: P1\ngoal: {p}"))),
        ("content/risks/r1.md", page(format!("id: {p}\ntitle: {p}\ncategory: technical\nprobability: high\nimpact: high\nowner: {p}\naffects: [M2, {p}]\nmitigation: {p}\ncause: {p}\nevent: {p}\neffect: {p}\nresponse: {p}\nproximity: {p}\n{update}"))),
        ("content/blockers/b1.md", page(format!("id: {p}\ntitle: {p}\nseverity: high\nblocks: [M2, {p}]\nraised_by: {p}\nraised_on: 2026-03-02\nrequired_from: {p}\n{act}"))),
        ("content/services/s1.md", page(format!("id: {p}\ntitle: {p}\nowner: {p}\nlifecycle: {p}\ndepends_on: [{{service: s2, via: kafka, topics: [{p}], for: {p}}}]\nprovides: [{p}]"))),
        ("content/services/s2.md", page(format!("id: s2\ntitle: {p}\ndepends_on: [{p}]"))),
        ("content/contracts/c1.md", page(format!("id: {p}\ntitle: {p}\ntype: http\nprovider: s2\ndefinition: {p}\nversion: {p}\ntopics: [{p}]\nconsumers: [{{service: s2, acknowledged_by: {p}, hash: {p}}}]"))),
        ("content/tasks/t1.md", page(format!("id: {p}\ntitle: {p}\nassigned_to: {p}\nmilestone: M2\nstatus: assigned\npriority: {p}"))),
        ("content/decisions/0001-d.md", page(format!("status: accepted\ndate: 2026-03-02\ndecision-makers: [{p}]\nconsulted: [{p}]\ninformed: {p}\naffects: [M2, {p}]"))),
        ("content/teams/t.md", page(format!("id: {p}\nname: {p}\nmembers: [ada, {p}]\ncontact: {p}"))),
        ("content/a.png", "png".to_owned()),
    ])
    .expect("clean paths")
}

fn assert_harmless(built: &Built, payload: &str) {
    for (path, html) in pages(&built.plan) {
        let page = Html::parse_document(html);
        for element in page.root_element().descendent_elements() {
            let name = element.value().name();
            assert!(!name.starts_with("xss"), "{payload}: {path} holds the element {name}");
            for (attribute, _) in element.value().attrs() {
                let bad = attribute.starts_with("xss") || attribute.starts_with("on");
                assert!(!bad, "{payload}: {path}: {name} has the attribute {attribute}");
            }
        }
    }
    for (path, svg) in drawings(&built.plan) {
        let drawing = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{path}: {error}"));
        for node in drawing.descendants() {
            let attributes = node.attributes().map(|attribute| attribute.name());
            let mut names = attributes.chain([node.tag_name().name()]);
            assert!(
                names.all(|name| !name.starts_with("xss") && !name.starts_with("on")),
                "{payload}: {path}"
            );
        }
    }
    let problems = problems(&built.plan);
    assert!(problems.is_empty(), "{payload}:\n{}", problems.join("\n"));
}

#[test]
fn hostile_words_are_shown_and_do_nothing() {
    for payload in PAYLOADS {
        let built = site(&project(payload));
        assert_harmless(&built, payload);
        let text = payload.split_whitespace().collect::<Vec<_>>().join(" ");
        for path in
            ["index.html", "phases/p1/index.html", "milestones/m2/index.html", "sprints/sprint-01/index.html"]
        {
            let shown = main_text(file(&built.plan, path));
            assert!(shown.contains(&text), "{payload} is not shown on {path}:\n{shown}");
        }
        let json: Value = serde_json::from_str(file(&built.plan, "api/program.json")).expect("valid JSON");
        assert_eq!(json["title"], payload.trim(), "{}", found(&built.checked));
    }
}

/// The second wall stands before anything that a page loads or runs, in every page, also those that only lead on.
#[test]
fn every_page_has_its_policy_first() {
    let mut files = project(PAYLOADS[0]);
    files.insert(
        ProjectPath::new("content/milestones/m9.md").expect("clean"),
        "---\nid: M9\ntitle: T\nphase: P1\naliases: [M8]\nduration: 1d\n---\n",
    );
    let built = site(&files);
    let mut counted = 0;
    for (path, bytes) in built.plan.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        let html = std::str::from_utf8(bytes).expect("UTF-8");
        let policy = html.find("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'");
        let loads = ["<link", "<script", "<style", "<img", "<svg", "<a ", "<body"];
        let first = loads.iter().filter_map(|tag| html.find(tag)).min().unwrap_or(html.len());
        assert!(policy.is_some_and(|at| at < first), "{path}");
        counted += 1;
    }
    let has = |name: &str| built.plan.iter().any(|(path, _)| path.as_str() == name);
    assert!(counted > 30 && has("404.html") && has("milestones/m8/index.html"), "{counted} pages");
}

/// Addresses that run something, wherever an address may be written.
#[test]
fn hostile_addresses_lead_nowhere() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\\tscript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "//evil.example/",
        "\\\\evil.example\\",
        "file:///etc/passwd",
    ] {
        let q = format!("\"{}\"", address.replace('\\', "\\\\").replace("\\\\t", "\\t"));
        let files = Memory::of([
            ("milepost.yaml", format!("title: T\nstart: 2026-02-16\nstatus_date: 2026-03-04\nbase_url: {q}\nrepository: {q}\n")),
            ("content/index.md", format!("# T\n\n[a]({address}) <{address}> ![b]({address})\n\n[c]: {address}\n\n[c] <a href=\"{address}\">d</a> <img src=\"{address}\"> <form action=\"{address}\"></form>\n")),
            ("content/teams/t.md", format!("---\nid: t\nname: T\ncontact: {q}\n---\n")),
            ("content/people/p.md", format!("---\nid: p\nname: P\ncontact: {{url: {q}}}\n---\n")),
            ("content/contracts/c.md", format!("---\nid: c\ntitle: C\nprovider: s\ndefinition: {q}\n---\n")),
            ("content/services/s.md", "---\nid: s\ntitle: S\n---\n".to_owned()),
        ])
        .expect("clean paths");
        let built = site(&files);
        let problems = problems(&built.plan);
        assert!(problems.is_empty(), "{address}:\n{}", problems.join("\n"));
        for (path, html) in pages(&built.plan) {
            let page = Html::parse_document(html);
            for element in page.root_element().descendent_elements() {
                for name in ["href", "src", "action"] {
                    let led = element.attr(name).is_some_and(|value| value.contains("evil.example"));
                    assert!(!led, "{address}: {path} leads to another host");
                }
            }
        }
    }
}

#[test]
fn ids_that_are_paths_stay_inside_the_site() {
    for id in [
        "../../etc/passwd",
        "/etc/passwd",
        "..",
        ".",
        "C:\\x",
        "con",
        "index",
        "current",
        "a/b",
        "%2e%2e",
        "~",
        "-",
        "\u{202e}gnp",
        "\u{200b}",
    ] {
        let front = |kind: &str| {
            format!(
                "---\nkind: {kind}\nid: {id:?}\ntitle: T\nphase: P1\nstart: 2026-02-16\nend: 2026-02-20\nduration: 1d\ncategory: technical\n---\n"
            )
        };
        let mut files = vec![(
            "milepost.yaml".to_owned(),
            "title: T\nstart: 2026-02-16\nstatus_date: 2026-03-04\n".to_owned(),
        )];
        for kind in [
            "phase",
            "milestone",
            "sprint",
            "risk",
            "blocker",
            "service",
            "contract",
            "task",
            "decision",
            "team",
            "person",
        ] {
            files.push((format!("content/{kind}.md"), front(kind)));
        }
        let built = site(&Memory::of(files).expect("clean paths"));
        let problems = problems(&built.plan);
        assert!(problems.is_empty(), "{id}:\n{}", problems.join("\n"));
        assert!(pages(&built.plan).count() > 11, "{id}: a page is lost");
    }
}

/// What ends the reach of a mark that turns the direction of writing: its own paragraph, cell or item.
const BLOCKS: [&str; 22] = [
    "p",
    "td",
    "th",
    "li",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "figcaption",
    "caption",
    "summary",
    "blockquote",
    "pre",
    "div",
    "section",
    "main",
    "body",
    "title",
    "small",
    "option",
];

/// A title that is not closed must not turn the words of ours that follow it.
#[test]
fn titles_of_others_stand_apart_from_our_words() {
    let turned = "T\u{202e}urned";
    let built = site(&project(turned));
    let mut bare = std::collections::BTreeSet::new();
    for (path, html) in pages(&built.plan) {
        let page = Html::parse_document(html);
        for node in page.tree.nodes() {
            // what ends in the text itself turns nothing of ours
            let open = |text: &str| text.matches('\u{202e}').count() > text.matches('\u{202c}').count();
            let Some(text) = node.value().as_text().filter(|text| open(text)) else { continue };
            // the narrative is theirs altogether
            let mut elements = node.ancestors().filter_map(scraper::ElementRef::wrap);
            if elements.any(|element| element.value().classes().any(|class| class == "prose")) {
                continue;
            }
            let mut above = node.ancestors().filter_map(scraper::ElementRef::wrap);
            let alone = |block: scraper::ElementRef| {
                let all: String = block.text().collect();
                all.trim() == text.trim() || !all.replacen(&**text, "", 1).chars().any(char::is_alphabetic)
            };
            let apart = above.find_map(|element| match element.value().name() {
                "bdi" | "svg" | "code" | "head" => Some(true),
                name if BLOCKS.contains(&name) => Some(alone(element)),
                _ => None,
            });
            if apart != Some(true) {
                bare.insert(format!("{}: {}", path.split('/').next().unwrap_or(path), text.trim()));
            }
        }
    }
    assert!(bare.is_empty(), "{}", bare.into_iter().collect::<Vec<_>>().join("\n"));
}

/// A title written from right to left draws digits and signs beside it to its own side: `bdi` keeps it from that, and in a
/// sentence of ours an isolate.
#[test]
fn titles_from_right_to_left_stand_apart() {
    const TITLE: &str = "שלום 12";
    let built = site(&project(TITLE));
    let mut bare = std::collections::BTreeSet::new();
    for (path, html) in pages(&built.plan) {
        let page = Html::parse_document(html);
        for node in page.tree.nodes() {
            let Some(text) = node.value().as_text().filter(|text| text.contains(TITLE)) else { continue };
            let above = || node.ancestors().filter_map(scraper::ElementRef::wrap);
            let theirs = |element: scraper::ElementRef| {
                matches!(element.value().name(), "bdi" | "svg" | "code" | "head" | "script" | "option")
                    || element.value().classes().any(|class| class == "prose")
            };
            // Nothing to be drawn to a side.
            let alone =
                |element: scraper::ElementRef| element.text().collect::<String>().trim() == text.trim();
            let block = above().find(|element| BLOCKS.contains(&element.value().name()));
            // in a sentence of ours each stands in an isolate
            let mut around = text.split(TITLE).zip(text.split(TITLE).skip(1));
            let isolated = around.all(|(before, after)| {
                before.ends_with('\u{2068}') && after.trim_start_matches('.').starts_with('\u{2069}')
            });
            if !above().any(theirs) && !block.is_some_and(alone) && !isolated {
                let parent = above().next().map(|element| element.html()).unwrap_or_default();
                let parent: String = parent.chars().take(200).collect();
                bare.insert(format!(
                    "{}: {} in {parent}",
                    path.split('/').next().unwrap_or(path),
                    text.trim()
                ));
            }
        }
    }
    assert!(bare.is_empty(), "{}", bare.into_iter().collect::<Vec<_>>().join("\n"));
}
