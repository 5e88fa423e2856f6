//! Traps in front matter, and what is made of them: every one gives a document, and a place for each fault.

use std::fmt::Write as _;

use milepost::{
    diag::{Code, FileId, Source},
    load::{Document, Node, Value, read_document},
    world::ProjectPath,
};

/// Name and content of each trap.
const TRAPS: &[(&str, &[u8])] = &[
    // Encoding
    ("byte order mark", b"\xef\xbb\xbf---\nid: A1\n---\nText\n"),
    ("latin 1", b"---\nid: A2\ntitle: Stra\xdfe\n---\nm\xfcde\n"),
    ("utf 16", b"\xff\xfe-\0-\0-\0"),
    ("nul and escape", b"---\nid: A3\ntitle: \"x\0y\"\n---\nred \x1b[31m text\n"),
    ("crlf", b"---\r\nid: A4\r\ntitle: two\r\n---\r\n# Head\r\n"),
    ("line separators", "---\nid: A5\ntitle: \"a\u{2028}b\u{85}c\"\n---\n".as_bytes()),
    // Fences
    ("empty", b""),
    ("blank", b" \n\n\t\n"),
    ("none", b"# Only text\n\nAnd a paragraph.\n"),
    ("comment only", b"---\n# nothing yet\n---\n# Head\n"),
    ("ends at the fence", b"---\nid: B1\n---"),
    ("ends at the opening fence", b"---"),
    ("dots", b"---\nid: B2\n...\nText\n"),
    ("blank lines first", b"\n\n---\nid: B3\n---\nText\n"),
    ("indented", b"   ---\n   id: B4\n   ---\nText\n"),
    ("unclosed", b"---\nid: B5\ntitle: Open\n\nFirst paragraph.\n\n## Section\n"),
    ("unclosed before a heading", b"---\nid: B6\n# Heading\nText\n"),
    ("unclosed, and a rule further down", b"---\nid: B7\ntitle: Open\n\n# Heading\n\nSome prose here.\n\n---\n\nAfter.\n"),
    ("rule at the start", b"---\n\nJust a page under a rule.\n"),
    ("rules in the body", b"---\nid: B8\n---\n\nAbove\n\n---\n\nTitle\n---\n"),
    ("four dashes", b"----\nid: B9\n----\n"),
    ("json", b"{\n\t\"id\": \"B10\",\n\t\"tags\": [\"}\", \"\\\"\"]\n}\nText\n"),
    ("json unclosed", b"{\"id\": \"B11\",\n\"title\": \"x\"\n\nText\n"),
    ("shortcode", b"{{ toc }}\n\nText\n"),
    ("toml", b"+++\nid = \"B12\"\n+++\nText\n"),
    // Syntax
    ("tab", b"---\nid: C1\nrisks:\n\t- id: R1\nowner: dana\n---\n"),
    ("tab after spaces", b"---\nid: C2\nmap:\n  a: 1\n \tb: 2\n---\n"),
    ("duplicate key", b"---\nid: C3\nowner: dana\nmap: {a: 1, a: 2}\nowner: eve\n---\n"),
    ("at sign", b"---\nid: C4\nowner: @dana\ntitle: Kept\n---\n"),
    ("star", b"---\nid: C5\ntitle: *soon*\nowner: eve\n---\n"),
    ("text after brackets", b"---\nid: C6\ntitle: [Draft] Move to Kafka\nowner: eve\n---\n"),
    ("colon in a title", "---\nid: C7\ntitle: Gateway: café first\n---\n".as_bytes()),
    ("backtick and percent", b"---\na: `x`\nb: %d\nid: C8\n---\n"),
    ("ampersand", b"---\nid: C9\ntitle: & more\n---\n"),
    ("quote never closed", b"---\nid: C10\ntitle: \"open\nowner: eve\nnote: fine\n---\n"),
    ("quote closed by another", b"---\nid: C11\ntitle: \"open\nowner: \"eve\"\n---\n"),
    ("apostrophe", b"---\nid: C12\ntitle: 'it's late'\n---\n"),
    ("backslash", b"---\nid: C13\npath: \"C:\\plan\"\n---\n"),
    ("bracket never closed", b"---\nid: C14\ndepends_on: [M1, M2\nowner: eve\n---\n"),
    ("indentation", b"---\nid: C15\nlist:\n  - a\n - b\nowner: eve\n---\n"),
    ("directive", b"---\n%YAML 1.1\nid: C16\n---\n"),
    ("second document", b"---\nid: C17\n--- more\nowner: eve\n---\n"),
    ("list at the top", b"---\n- id: C18\n---\nText\n"),
    ("text at the top", b"---\njust words\n---\nText\n"),
    ("odd keys", b"---\n? {a: 1}\n: x\n7: seven\n~: none\nfalse: no\nid: C19\n---\n"),
    ("several faults", b"---\nid: C20\nowner: @a\ntitle: Kept\nlist: [x\nnote: b: c\nlast: kept\n---\n"),
    ("tag", b"---\nid: !!str 21\nkind: !thing x\n---\n"),
    // Limits
    ("alias", b"---\nid: D1\nbase: &b {a: 1}\ncopy: *b\nmerged:\n  <<: *b\n  c: 2\n---\n"),
    ("alias of itself", b"---\nid: D2\na: &a [*a, 1]\n---\n"),
    ("deep", b"---\ndeep: [[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]\nid: D3\n---\n"),
    // Values
    ("numbers", b"---\nid: 12e3\na: 1.10\nb: 007\nc: 1_000\nd: 123456789012345678901\ne: .inf\nf: 20261122\n---\n"),
    ("words", b"---\na: NO\nb: on\nc: True\nd: Null\ne:\nf: ''\n---\n"),
    ("many lines", b"---\na:\n  \"one\n  two\"\nb: three\n  four\nc: |\n  five\n  six\nd: >-\n  seven\n  eight\nid: E3\n---\n"),
];

fn read(bytes: &[u8]) -> (Source, Document) {
    let path = ProjectPath::new("content/trap.md").expect("a clean path");
    read_document(FileId(0), path, bytes)
}

fn tree(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(spelling) => format!("#{spelling}"),
        Value::Text(text) => format!("{text:?}"),
        Value::List(items) => format!("[{}]", items.iter().map(tree).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entries: Vec<_> =
                entries.iter().map(|(key, node)| format!("{}: {}", key.text, tree(node))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn describe((source, document): &(Source, Document)) -> String {
    let mut text = String::new();
    let front = document.front_matter.as_ref().map_or_else(|| "none".to_owned(), tree);
    let present = if document.has_front_matter { "" } else { " (not there)" };
    writeln!(text, "  front  {front}{present}").expect("strings take all");
    writeln!(text, "  body   {:?}", document.body.markdown).expect("strings take all");
    for found in &document.diagnostics {
        let place = found.place.expect("everything here is about a file");
        let at = source.position(place.span.start);
        let word = found.severity.word();
        writeln!(text, "  {}:{} {word}[{}] {}", at.line, at.column, found.code, found.message)
            .expect("strings take all");
        for label in &found.labels {
            let at = source.position(label.place.span.start);
            writeln!(text, "      {}:{} {}", at.line, at.column, label.text).expect("strings take all");
        }
        if let Some(hint) = &found.hint {
            writeln!(text, "      hint: {hint}").expect("strings take all");
        }
    }
    text
}

#[test]
fn every_trap_is_read_as_written_down() {
    let all: String =
        TRAPS.iter().map(|(name, bytes)| format!("{name}\n{}\n", describe(&read(bytes)))).collect();
    insta::assert_snapshot!(all);
}

#[test]
fn every_error_of_a_file_says_what_to_do() {
    for (name, bytes) in TRAPS {
        for found in read(bytes).1.diagnostics {
            assert!(found.hint.is_some(), "{name}: {}", found.message);
        }
    }
}

#[test]
fn spans_count_bytes_of_the_file_also_after_wide_characters() {
    let text = "---\ntitle: Größe 🎯\nöwner: é\nlist: [ä, {ß: \"ü\"}]\n---\n# Übung\n\n[zu](é.md)\n";
    let (source, document) = read(text.as_bytes());
    let Some(Node { value: Value::Map(entries), .. }) = &document.front_matter else { panic!("a mapping") };
    let at = |node: &Node| &source.text[node.span.range()];
    let keys: Vec<_> = entries.iter().map(|(key, _)| &source.text[key.span.range()]).collect();
    let values: Vec<_> = entries.iter().map(|(_, node)| at(node)).collect();
    assert_eq!(keys, ["title", "öwner", "list"]);
    assert_eq!(values, ["Größe 🎯", "é", "[ä, {ß: \"ü\"}]"]);
    let link = document.body.links.first().expect("there is a link");
    assert_eq!((link.target.as_str(), &source.text[link.span.range()]), ("é.md", "[zu](é.md)"));
    assert_eq!(&source.text[document.body.span.range()], &*document.body.markdown);
}

#[test]
fn hostile_input_is_bounded() {
    let many = 100_000;
    for front in [
        format!("a: {}", "[".repeat(many)),
        format!("a: {}", "\"".repeat(many)),
        "- ".repeat(many),
        "&a ".repeat(many),
        "k: v\n".repeat(many),
        (0..many).map(|i| format!("k{i}: [\n")).collect(),
        (0..many).map(|i| format!("k{i}: v\n")).collect(),
    ] {
        let (_, document) = read(format!("---\nid: first\n{front}\n---\nText\n").as_bytes());
        assert_eq!(&*document.body.markdown, "Text\n");
        assert!((1..=52).contains(&document.diagnostics.len()), "{} findings", document.diagnostics.len());
    }
}

#[test]
fn a_file_of_one_long_line_is_read() {
    let (_, document) = read(format!("---\ntitle: \"{}\"\n---\n", "x".repeat(200_000)).as_bytes());
    assert!(document.diagnostics.is_empty());
    assert!(document.front_matter.is_some_and(|node| tree(&node).len() > 200_000));
}

#[test]
fn too_many_values_stop_the_reading_but_keep_what_came_before() {
    let front: String = (0..30_000).map(|i| format!("k{i}: v\n")).collect();
    let (_, document) = read(format!("---\n{front}---\n").as_bytes());
    assert_eq!(
        document.diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(),
        [Code::FrontMatterLimit]
    );
    let Some(Node { value: Value::Map(entries), .. }) = document.front_matter else { panic!("a mapping") };
    assert_eq!(entries.len(), 10_000);
}
