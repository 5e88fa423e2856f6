//! What holds for every file, whatever is in it.

use milepost::{
    diag::{FileId, Source, Sources, human},
    load::{
        Document, Node, Value, read_document,
        yaml::{self, Parsed},
    },
    text::Span,
    world::ProjectPath,
};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> (Source, Document) {
    let path = ProjectPath::new("content/any.md").expect("a clean path");
    read_document(FileId(0), path, bytes)
}

/// Text made of the pieces that YAML and Markdown give a meaning to.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "---\n",
            "...\n",
            "+++\n",
            "\n",
            "\r\n",
            "  ",
            "\t",
            "- ",
            "? ",
            ": ",
            "key: ",
            "id: M1\n",
            "a: 1\n",
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            ",",
            "#",
            "# ",
            "&a ",
            "*a",
            "!t ",
            "|\n",
            ">-\n",
            "%YAML 1.2\n",
            "<<: ",
            "@",
            "`",
            "é",
            "🎯",
            "\u{2028}",
            "\u{85}",
            "\u{feff}",
            "\0",
            "\u{1b}",
            "\\",
            "null",
            "1.10",
            "true",
            "> ",
            "* ",
            "](x)",
            "![",
            "[^1]",
            "```\n",
            "<b>",
            "| a |\n",
            "|-|\n",
            "{#id}",
        ])
        .prop_map(str::to_owned),
        "[a-z]{1,4}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// All places of a document are spans of characters of its source.
fn check_places(source: &Source, document: &Document) {
    let fits = |span: Span| assert!(source.text.get(span.range()).is_some(), "{span:?} of {:?}", source.text);
    fn nodes(node: &Node, visit: &mut impl FnMut(Span)) {
        visit(node.span);
        match &node.value {
            Value::List(items) => items.iter().for_each(|item| nodes(item, visit)),
            Value::Map(entries) => entries.iter().for_each(|(key, value)| {
                visit(key.span);
                nodes(value, visit);
            }),
            _ => {}
        }
    }
    document.front_matter.iter().for_each(|node| nodes(node, &mut |span| fits(span)));
    document.body.links.iter().for_each(|link| fits(link.span));
    document.diagnostics.iter().filter_map(|found| found.place).for_each(|place| fits(place.span));
    assert_eq!(&source.text[document.body.span.range()], &*document.body.markdown);
}

fn check(bytes: &[u8]) {
    let (source, document) = read(bytes);
    check_places(&source, &document);
    let mut sources = Sources::default();
    sources.add(source);
    for found in &document.diagnostics {
        let shown = human::render(found, &sources, false, 80);
        assert!(shown.contains(found.code.name()));
        assert!(!human::short(found, &sources).contains('\n'));
    }
    let mut anchors: Vec<_> = document.body.headings.iter().map(|heading| &heading.anchor).collect();
    anchors.sort();
    anchors.dedup();
    assert_eq!(anchors.len(), document.body.headings.len(), "anchors are unique");
}

/// Lines that go wrong in a way that leaves no doubt about what was meant.
const SLIPS: &[&str] = &[
    "duration:5d",
    "duration:\u{a0}5d",
    "duration = 5d",
    "duration：5d",
    "status done",
    "calendar\n  workdays: [mon]",
    "updates\n  - {date: 2026-03-02}",
    "updates:\n  - date: 2026-03-02\n    by:teo\n    note: x",
    "updates:\n  - date:2026-03-02\n    by: teo",
    "updates:\n  - date: 2026-03-02\n    by teo",
    "updates:\n  -date: 2026-03-02\n    by: teo",
    "updates:\n  - date: 2026-03-02\n   by: teo\n    note: x",
    "updates:\n\t- date: 2026-03-02\n\t  by: teo",
    "updates:\n  - note: Twelve of fifteen\nreport since Monday.",
    "updates:\n  - note: Twelve of fifteen\nreport since\nlast Monday.\n    by: teo",
    "updates:\n  - note: |\nreport since Monday.",
    "updates:\n  - note: - twelve of fifteen",
    "updates:\n  - note: \"Twelve\" of fifteen",
    "updates:\n  - note: 'It's late'",
    "updates:\n  - note: Beds: sensors",
    "updates:\n  - {by: teo, note: Beds: sensors, rag: red}",
    "updates:\n  - {by: @teo, rag: red}",
    "owner: @teo",
    "note: `x`",
    "note: [Draft] Move on",
    "note: \"open",
    "path: \"C:\\plan\"",
    "depends_on: [M1, M2",
    "gate: {criteria: [{id: C1}, {id: C2}",
    "%YAML 1.1",
];

/// The values of a tree, without their places.
fn values(node: &Node) -> String {
    match &node.value {
        Value::List(items) => format!("{:?}", items.iter().map(values).collect::<Vec<_>>()),
        Value::Map(entries) => {
            format!("{:?}", entries.iter().map(|(key, node)| (&key.text, values(node))).collect::<Vec<_>>())
        }
        scalar => format!("{scalar:?}"),
    }
}

fn scalars<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| scalars(item, found)),
        Value::Map(entries) => entries.iter().for_each(|(_, value)| scalars(value, found)),
        _ => found.push(node),
    }
}

proptest! {
    #[test]
    fn any_bytes_give_a_document(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn any_front_matter_gives_a_document(front in markup(), body in markup()) {
        check(format!("---\n{front}\n---\n{body}").as_bytes());
        check(front.as_bytes());
    }

    #[test]
    fn the_text_at_a_scalar_reads_back_to_it(front in markup()) {
        let text = format!("key: {front}\n");
        let Parsed { root: Some(root), findings, .. } = yaml::parse(&text, 0, FileId(0)) else { return Ok(()) };
        // Block scalars and tags stand partly outside of the span.
        if !findings.is_empty() || text.contains(['|', '>', '!']) {
            return Ok(());
        }
        let mut found = Vec::new();
        scalars(&root, &mut found);
        for scalar in found {
            let alone = format!("x: {}\n", text[scalar.span.range()].replace('\n', "\n "));
            let again = yaml::parse(&alone, 0, FileId(0)).root;
            let mut values = Vec::new();
            again.iter().for_each(|root| scalars(root, &mut values));
            match values.first() {
                Some(read) => prop_assert_eq!(&read.value, &scalar.value, "{:?}", alone),
                None => prop_assert_eq!(&Value::Null, &scalar.value),
            }
        }
    }

    #[test]
    fn a_fix_is_what_was_read_in_its_place(slip in 0..SLIPS.len(), before in "[a-z]{1,8}", after in "[a-z]{1,8}") {
        let text = format!("id: {before}x\n{}\ntitle: {after}x\n", SLIPS[slip]);
        let parsed = yaml::parse(&text, 0, FileId(0));
        let [found] = parsed.findings.as_slice() else { panic!("{text}: {:#?}", parsed.findings) };
        let fix = found.fix.as_ref().expect("what was mended can be written");
        let mut mended = text.clone();
        mended.replace_range(fix.place.span.range(), &fix.text);
        let again = yaml::parse(&mended, 0, FileId(0));
        prop_assert!(again.findings.is_empty() && !parsed.lossy, "{}", mended);
        let (read, written) = (parsed.root.expect("a mapping"), again.root.expect("a mapping"));
        prop_assert_eq!(values(&read), values(&written));
    }

    #[test]
    fn a_fault_in_one_entry_leaves_the_others(before in "[a-z]{1,8}", fault in 0..7_usize, after in "[a-z]{1,8}") {
        let fault = ["@x", "[a", "\"open", "'open", "a: b", "{a: [}", "\n\t- x"][fault];
        let text = format!("one: {before}x\ntwo: {fault}\nthree: {after}x\n");
        let Parsed { root, findings, .. } = yaml::parse(&text, 7, FileId(0));
        prop_assert!(!findings.is_empty());
        let Some(Node { value: Value::Map(entries), .. }) = root else { panic!("a mapping") };
        // The one with the fault may have been mended.
        let others = entries.iter().filter(|(key, _)| key.text != "two");
        let read: Vec<_> = others.map(|(key, node)| (key.text.as_str(), &node.value)).collect();
        let (one, three) = (Value::Text(format!("{before}x")), Value::Text(format!("{after}x")));
        prop_assert_eq!(read, vec![("one", &one), ("three", &three)]);
    }
}
