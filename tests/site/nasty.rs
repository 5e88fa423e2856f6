//! Files that trip tools up: what must become of each.

use milepost::{
    diag::Code,
    site::Checked,
    world::{Memory, ProjectPath, World},
};

use crate::{
    links::problems,
    project::{SETTINGS, file, found, pages, site},
    text::main_text,
};

/// A file of `content/`, what its page is titled, a piece of text that is read on it, and what has to be found.
struct Trap {
    path: &'static str,
    bytes: Vec<u8>,
    title: Option<&'static str>,
    reads: &'static str,
    found: &'static [Code],
}

fn trap(
    path: &'static str,
    bytes: impl Into<Vec<u8>>,
    title: Option<&'static str>,
    reads: &'static str,
    found: &'static [Code],
) -> Trap {
    Trap { path, bytes: bytes.into(), title, reads, found }
}

fn traps() -> Vec<Trap> {
    let mut all = encodings();
    all.extend(fences());
    all.extend(yaml());
    all.extend(values());
    all.extend(sizes());
    all
}

fn encodings() -> Vec<Trap> {
    vec![
        trap("mark.md", "\u{feff}---\ntitle: Marked\n---\nA mark.\n", Some("Marked"), "A mark.", &[]),
        trap("marks.md", "---\ntitle: \u{feff}In the middle\n---\nb\n", None, "b", &[]),
        trap(
            "returns.md",
            "---\r\ntitle: Returns\r\n---\r\nOne.\r\n\r\nTwo.\r\n",
            Some("Returns"),
            "Two.",
            &[],
        ),
        trap("mixed.md", "---\r\ntitle: Mixed\n---\r\nOne.\n\r\nTwo.", Some("Mixed"), "Two.", &[]),
        trap("old-mac.md", "---\rtitle: Old\r---\rText.\r", None, "Text.", &[]),
        trap(
            "latin.md",
            b"---\ntitle: Latin\n---\nR\xe9sum\xe9.\n",
            Some("Latin"),
            "R\u{fffd}sum\u{fffd}.",
            &[Code::NotUtf8],
        ),
        trap("latin-title.md", b"---\ntitle: R\xe9sum\xe9\n---\nText.\n", None, "Text.", &[Code::NotUtf8]),
        trap("utf16.md", [0xff, 0xfe, 0x23, 0, 0x20, 0, 0x41, 0, 0x0a, 0], None, "", &[Code::NotUtf8]),
        trap("nul.md", "---\ntitle: N\0ul\n---\nA\0B\n", None, "", &[Code::ControlCharacter]),
        trap(
            "bell.md",
            "---\ntitle: Bell\n---\nDing\u{7}\u{1b}[31m dong.\n",
            Some("Bell"),
            "dong.",
            &[Code::ControlCharacter],
        ),
        trap("separators.md", "---\ntitle: One\u{2028}title\u{85}only\n---\nText.\n", None, "Text.", &[]),
        trap("turned.md", "---\ntitle: \u{202e}txet denruT\n---\nText.\n", None, "Text.", &[]),
        trap("noncharacter.md", "---\ntitle: Odd\n---\nA\u{ffff}\u{1fffe}B\n", Some("Odd"), "", &[]),
        trap("o\u{308}fen.md", "# Ofen\n\nText.\n", Some("Ofen"), "Text.", &[]),
    ]
}

fn fences() -> Vec<Trap> {
    vec![
        trap("nothing.md", "", None, "", &[Code::EmptyFile]),
        trap("blank.md", " \n\n\t\n", None, "", &[Code::EmptyFile]),
        trap("plain.md", "# Plain\n\nNo front matter.\n", Some("Plain"), "No front matter.", &[]),
        trap("no-heading.md", "Just text.\n", Some("no-heading"), "Just text.", &[]),
        trap("comment.md", "---\n# nothing but this\n---\n# Below\n", Some("Below"), "", &[]),
        trap("hollow.md", "---\n---\n# Below too\n", Some("Below too"), "", &[]),
        trap("short.md", "---\ntitle: Short\n---", Some("Short"), "", &[]),
        trap(
            "blank-first.md",
            "\n\n---\ntitle: Late\n---\nText.\n",
            Some("Late"),
            "Text.",
            &[Code::MisplacedFrontMatter],
        ),
        trap("trailing.md", "---  \ntitle: Spaces\n---\t\nText.\n", Some("Spaces"), "Text.", &[]),
        trap("four.md", "----\ntitle: Rule\n----\nText.\n", None, "Text.", &[]),
        trap(
            "rule-below.md",
            "---\ntitle: Two rules\n---\nOne\n\n---\n\nkey: value\n\n---\n\nThree\n",
            Some("Two rules"),
            "key: value",
            &[],
        ),
        trap(
            "fence-in-block.md",
            "---\ntitle: Block\nnote: |\n  a\n  ---\n  b\n---\nText.\n",
            Some("Block"),
            "Text.",
            &[],
        ),
        trap(
            "open.md",
            "---\ntitle: Open\n\n# It never ends\n\nText.\n",
            None,
            "Text.",
            &[Code::UnclosedFrontMatter],
        ),
        trap("plus.md", "+++\ntitle = 'Other'\n+++\nText.\n", None, "Text.", &[]),
        trap("json.md", "{\"title\": \"Other\"}\n\nText.\n", None, "Text.", &[]),
        trap("code.md", "# Code\n\n```yaml\n---\ntitle: No\n---\n```\n", Some("Code"), "title: No", &[]),
    ]
}

fn yaml() -> Vec<Trap> {
    let laughs = "---\na: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\ntitle: Laughs\n---\nText.\n";
    vec![
        trap("tab.md", "---\ntitle: Tab\n\tid: x\n---\nText.\n", None, "Text.", &[Code::YamlSyntax]),
        trap("colon.md", "---\ntitle: One: two\n---\nText.\n", None, "Text.", &[Code::YamlSyntax]),
        trap("quote.md", "---\ntitle: \"Open\n---\nText.\n", None, "Text.", &[]),
        trap(
            "twice.md",
            "---\ntitle: First\ntitle: Second\n---\nText.\n",
            Some("First"),
            "Text.",
            &[Code::DuplicateKey],
        ),
        trap("list.md", "---\n- a\n- b\n---\nText.\n", None, "Text.", &[Code::NotAMapping]),
        trap("word.md", "---\njust words\n---\nText.\n", None, "Text.", &[Code::NotAMapping]),
        trap(
            "anchors.md",
            "---\nx_a: &a {title: Not this}\ntitle: Anchors\nx_b: *a\n---\nText.\n",
            None,
            "Text.",
            &[Code::FrontMatterLimit],
        ),
        trap("laughs.md", laughs, None, "Text.", &[Code::FrontMatterLimit]),
        trap("merge.md", "---\n<<: {title: Merged}\n---\nText.\n", None, "Text.", &[]),
        trap("tag.md", "---\ntitle: !!python/object:os.system x\n---\nText.\n", None, "Text.", &[]),
        trap(
            "documents.md",
            "---\ntitle: Documents\n...\n---\ntitle: Other\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap("directive.md", "---\n%YAML 9.9\ntitle: Directive\n---\nText.\n", None, "Text.", &[]),
        trap(
            "long-block.md",
            "---\ntitle: >-\n  One\n  title\n---\nText.\n",
            Some("One title"),
            "Text.",
            &[],
        ),
        trap(
            "escapes.md",
            "---\ntitle: \"\\u0041\\x42\\U0001F35E\"\n---\nText.\n",
            Some("AB\u{1f35e}"),
            "Text.",
            &[],
        ),
        trap("surrogate.md", "---\ntitle: \"\\uD800\"\n---\nText.\n", None, "Text.", &[]),
        trap("question.md", "---\n? [a, b]\n: c\ntitle: Question\n---\nText.\n", None, "Text.", &[]),
    ]
}

fn values() -> Vec<Trap> {
    vec![
        trap(
            "milestones/number.md",
            "---\nid: 010\ntitle: Ten or eight\nphase: P1\nduration: 1d\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap(
            "milestones/version.md",
            "---\nid: 1.10\ntitle: Not one point one\nphase: P1\nduration: 1d\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap(
            "milestones/norway.md",
            "---\nid: no\ntitle: yes\nphase: P1\nduration: 1d\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap(
            "milestones/null.md",
            "---\nid: ~\ntitle: null\nphase: P1\nduration: 1d\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap(
            "milestones/list-id.md",
            "---\nid: [a, b]\ntitle: {a: b}\nphase: [P1]\nduration: 1d\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap(
            "milestones/thirtieth.md",
            "---\nid: M-30\ntitle: T\nphase: P1\nduration: 1d\nstart: 2026-02-30\n---\nText.\n",
            None,
            "Text.",
            &[Code::BadDate],
        ),
        trap(
            "milestones/time.md",
            "---\nid: M-time\ntitle: T\nphase: P1\nduration: 1d\nstart: 2026-03-02T25:61:00+99:00\n---\nText.\n",
            None,
            "Text.",
            &[Code::BadDate],
        ),
        trap(
            "milestones/backwards.md",
            "---\nid: M-back\ntitle: T\nphase: P1\nstart: 2026-03-02\nfinish: 2026-02-02\n---\nText.\n",
            None,
            "Text.",
            &[Code::FinishBeforeStart],
        ),
        trap(
            "milestones/infinite.md",
            "---\nid: M-inf\ntitle: T\nphase: P1\nduration: .inf\npercent_complete: .nan\n---\nText.\n",
            None,
            "Text.",
            &[Code::BadDuration],
        ),
        trap(
            "milestones/huge.md",
            "---\nid: M-huge\ntitle: T\nphase: P1\nduration: 99999999999999999999d\npercent_complete: 1e99\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap(
            "milestones/far.md",
            "---\nid: M-far\ntitle: T\nphase: P1\nduration: 1000w\nstart: 9999-12-31\ndeadline: 0001-01-01\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap(
            "milestones/self.md",
            "---\nid: M-self\ntitle: T\nphase: P1\nduration: 1d\ndepends_on: [M-self, '*', M-self..M-self]\n---\nText.\n",
            None,
            "Text.",
            &[Code::SelfDependency],
        ),
        trap(
            "milestones/lag.md",
            "---\nid: M-lag\ntitle: T\nphase: P1\nduration: 1d\ndepends_on: [{on: M-far, lag: 99999w}, {on: M-huge, type: XX, lag: -99999ed}]\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap(
            "milestones/percent.md",
            "---\nid: M-percent\ntitle: T\nphase: P1\nduration: 1d\nupdates: [{date: 2026-03-02, by: ada, percent_complete: 101}]\n---\nText.\n",
            None,
            "Text.",
            &[Code::OutOfRange],
        ),
        trap(
            "milestones/updates.md",
            "---\nid: M-updates\ntitle: T\nphase: P1\nduration: 1d\nupdates: {date: 2026-03-02}\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap(
            "milestones/latin-a.md",
            "---\nid: MA\ntitle: Latin\nphase: P1\nduration: 1d\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap(
            "milestones/cyrillic-a.md",
            "---\nid: M\u{410}\ntitle: Cyrillic\nphase: P1\nduration: 1d\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap(
            "sprints/endless.md",
            "---\nid: endless\nstart: 0001-01-01\nend: 9999-12-31\n---\nText.\n",
            None,
            "Text.",
            &[],
        ),
        trap("sprints/dateless.md", "---\nid: dateless\n---\nText.\n", None, "Text.", &[Code::MissingField]),
    ]
}

fn sizes() -> Vec<Trap> {
    let deep = format!("---\ntitle: Deep\nx_a: {}{}\n---\nText.\n", "[".repeat(20_000), "]".repeat(20_000));
    let quotes = format!("# Quotes\n\n{}deep\n\nText.\n", "> ".repeat(5_000));
    let brackets = format!("# Brackets\n\n{}\n\nText.\n", "[".repeat(20_000));
    let stars = format!("# Stars\n\n{}\n\nText.\n", "*a_ ".repeat(10_000));
    let html = format!("# Html\n\n{}\n\nText.\n", "<div>".repeat(600));
    let title = format!("---\ntitle: \"{}\"\n---\nText.\n", "long ".repeat(4_000));
    let keys: String = (0..500).map(|n| format!("x_{n}: {n}\n")).collect();
    vec![
        trap("deep.md", deep, None, "Text.", &[Code::FrontMatterLimit]),
        trap("quotes.md", quotes, Some("Quotes"), "Text.", &[]),
        trap("brackets.md", brackets, Some("Brackets"), "Text.", &[]),
        trap("stars.md", stars, Some("Stars"), "Text.", &[]),
        trap("html.md", html, Some("Html"), "Text.", &[]),
        trap("title.md", title, None, "Text.", &[]),
        trap("keys.md", format!("---\ntitle: Keys\n{keys}---\nText.\n"), None, "Text.", &[]),
    ]
}

/// The page of a file, as it is read.
fn page(built: &milepost::site::Built, path: &str) -> Option<String> {
    let program = &built.checked.program;
    let subject = program.subjects().find(|s| program.sources.path(program.head(*s).file) == path)?;
    let address = built.checked.addresses().of(subject);
    pages(&built.plan).any(|(page, _)| page == address).then(|| main_text(file(&built.plan, address)))
}

fn found_in(checked: &Checked, path: &str) -> Vec<Code> {
    let here = checked.diagnostics.iter().filter(|diagnostic| {
        diagnostic.place.is_some_and(|place| checked.sources().path(place.file) == path)
    });
    here.map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn every_trap_has_its_page_and_says_what_is_wrong() {
    let mut project = Memory::of([
        ("milepost.yaml", SETTINGS),
        ("content/phases/p1.md", "---\nid: P1\ntitle: Phase\n---\n"),
    ])
    .expect("clean paths");
    for trap in traps() {
        let path = ProjectPath::new(&format!("content/{}", trap.path)).expect("a clean path");
        assert!(!project.exists(&path), "{path} stands twice");
        project.insert(path, trap.bytes);
    }
    let built = site(&project);
    let mut wrong = problems(&built.plan);
    for trap in traps() {
        let path = format!("content/{}", trap.path);
        let Some(text) = page(&built, &path) else {
            wrong.push(format!("{path} has no page"));
            continue;
        };
        if trap.title.is_some_and(|title| !text.contains(&format!("# {title}"))) {
            wrong.push(format!("{path} is not titled {:?}: {text:.200}", trap.title));
        }
        if !text.contains(trap.reads) {
            wrong.push(format!("{path} does not read {:?}: {text:.200}", trap.reads));
        }
        let codes = found_in(&built.checked, &path);
        for code in trap.found.iter().filter(|code| !codes.contains(code)) {
            wrong.push(format!("{path}: {code} is not among {codes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n\n{}", wrong.join("\n"), found(&built.checked));
}
