//! Our reading of YAML against another parser's, over generated documents of the part of YAML that plans are
//! written in.
//!
//! Known differences, which the documents leave out or the comparison evens out: numbers keep their spelling here
//! and lose it there; duplicate keys, keys that are no text, aliases, merge keys and tags are findings here.

use milepost::{
    diag::FileId,
    load::{
        Node, Value,
        yaml::{self, Parsed},
    },
};
use proptest::prelude::*;
use yaml_serde::Value as Other;

/// A value to be written as YAML.
#[derive(Debug, Clone)]
enum Written {
    /// A scalar exactly as it stands in the file.
    Scalar(String),
    Quoted(String),
    Block(Vec<String>),
    List(Vec<Written>),
    Map(Vec<(String, Written)>),
}

fn scalar() -> impl Strategy<Value = Written> {
    let words = prop::sample::select(vec![
        "null",
        "~",
        "true",
        "False",
        "NO",
        "on",
        "yes",
        "off",
        "y",
        "7",
        "-3",
        "1.10",
        "12e3",
        ".5",
        "007",
        "1_000",
        "2026-02-30",
        "12:30",
        "0x1F",
        "M1.2",
        "a-b",
        "a#b",
        "http://x/y",
        "é",
        "🎯 done",
        "plain words",
        "RISK-001",
    ]);
    prop_oneof![
        words.prop_map(|word| Written::Scalar(word.to_owned())),
        "[a-zA-Z][a-z0-9 ._/-]{0,12}[a-z0-9]".prop_map(Written::Scalar),
        "[ -~é🎯]{0,12}".prop_map(Written::Quoted),
    ]
}

fn written() -> impl Strategy<Value = Written> {
    scalar().prop_recursive(3, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec("[a-zé]{1,6}( [a-z#:]{1,5})?", 1..4).prop_map(Written::Block),
            prop::collection::vec(inner.clone(), 1..5).prop_map(Written::List),
            prop::collection::btree_map("[a-z_]{3,8}", inner, 1..5)
                .prop_map(|map| Written::Map(map.into_iter().collect())),
        ]
    })
}

/// The value after `key:` or `-`, in block style for even `style`, else in brackets.
fn write(value: &Written, indent: usize, style: u32, out: &mut String) {
    let pad = "  ".repeat(indent);
    match value {
        Written::List(items) if style.is_multiple_of(2) => {
            for item in items {
                out.push_str(&format!("\n{pad}-"));
                write(item, indent + 1, style / 2, out);
            }
        }
        Written::Map(entries) if style.is_multiple_of(2) => {
            for (key, item) in entries {
                out.push_str(&format!("\n{pad}{key}:"));
                write(item, indent + 1, style / 2, out);
            }
        }
        Written::Block(lines) if style.is_multiple_of(2) => {
            out.push_str(" |");
            lines.iter().for_each(|line| out.push_str(&format!("\n{pad}{line}")));
        }
        _ => {
            out.push(' ');
            write_flow(value, out);
        }
    }
}

fn write_flow(value: &Written, out: &mut String) {
    match value {
        Written::Scalar(text) => out.push_str(text),
        Written::Quoted(text) => out.push_str(&format!("'{}'", text.replace('\'', "''"))),
        Written::Block(lines) => out.push_str(&format!("\"{}\"", lines.join("\\n"))),
        Written::List(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                out.push_str(if i > 0 { ", " } else { "" });
                write_flow(item, out);
            }
            out.push(']');
        }
        Written::Map(entries) => {
            out.push('{');
            for (i, (key, item)) in entries.iter().enumerate() {
                out.push_str(if i > 0 { ", " } else { "" });
                out.push_str(&format!("{key}: "));
                write_flow(item, out);
            }
            out.push('}');
        }
    }
}

/// Our tree as the other parser's, with numbers taken by their value.
fn as_other(node: &Node) -> Other {
    match &node.value {
        Value::Null => Other::Null,
        Value::Bool(value) => Other::Bool(*value),
        Value::Number(spelling) => yaml_serde::from_str(spelling).expect("a number is YAML"),
        Value::Text(text) => Other::String(text.clone()),
        Value::List(items) => Other::Sequence(items.iter().map(as_other).collect()),
        Value::Map(entries) => Other::Mapping(
            entries.iter().map(|(key, value)| (Other::String(key.text.clone()), as_other(value))).collect(),
        ),
    }
}

proptest! {
    #[test]
    fn both_parsers_read_the_same(
        entries in prop::collection::btree_map("[a-z_]{3,8}", written(), 1..6),
        style in any::<u32>(),
    ) {
        // Of the words in lower case, these are values and no names.
        prop_assume!(!entries.keys().any(|key| matches!(key.as_str(), "null" | "true" | "false")));
        let mut text = String::new();
        write(&Written::Map(entries.into_iter().collect()), 0, style & !1, &mut text);
        text.push('\n');
        let Parsed { root: ours, findings, .. } = yaml::parse(&text, 0, FileId(0));
        let theirs: Result<Other, _> = yaml_serde::from_str(&text);
        match theirs {
            Ok(theirs) => {
                prop_assert!(findings.is_empty(), "{findings:?}\n{text}");
                prop_assert_eq!(ours.as_ref().map(as_other), Some(theirs), "{}", text);
            }
            Err(error) => prop_assert!(!findings.is_empty(), "they refuse it: {error}\n{text}"),
        }
    }
}

#[test]
fn words_of_yaml_1_1_are_text_for_both() {
    let text = "a: no\nb: on\nc: 007\nd: 1_000\ne: 0x1F\n";
    let theirs: Other = yaml_serde::from_str(text).expect("valid YAML");
    assert_eq!(yaml::parse(text, 0, FileId(0)).root.as_ref().map(as_other), Some(theirs));
}
