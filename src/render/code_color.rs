//! Code in color: which parts of it are words of the language, texts, numbers, comments.
//!
//! The languages are those of syntect and two-face, read when the first block of one is met; of a language that is not
//! among them nothing is known, and nothing is colored. A text has a bound of code in color, and blocks with very long lines
//! or words stay plain, so that what a stranger writes costs no more than its length: patterns of languages look for the end
//! of a word from each of its letters, and those of some take longer still. Blocks are kept by what stands in them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock},
};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};
use xxhash_rust::xxh3::xxh3_128;

use super::escape::escape_into;

/// Most code of one text that is colored, in bytes; longest line, and longest word.
const MOST: usize = 12_000;
const LONGEST_LINE: usize = 200;
const LONGEST_WORD: usize = 100;

/// Languages whose patterns try so many ways through a line of signs that it takes four times as long as in any other.
const SLOW: [&str; 5] = ["CFML", "CFML Script", "CFML Script (Tags)", "Lisp", "SystemVerilog"];

/// Most blocks that are kept.
const KEPT: usize = 2_000;

/// What begins the scopes of a part, and its class; the first that fits counts.
const PARTS: [(&str, &str); 12] = [
    ("comment", "c"),
    ("string", "s"),
    ("constant.numeric", "n"),
    ("constant", "n"),
    ("keyword.operator", ""),
    ("keyword", "k"),
    ("storage", "k"),
    ("entity.name.tag", "k"),
    ("entity.name", "f"),
    ("variable.function", "f"),
    ("support", "f"),
    ("markup.heading", "f"),
];

/// How much of the code of a text may still be colored.
#[derive(Debug)]
pub struct Colors {
    /// Bytes.
    left: usize,
}

impl Default for Colors {
    fn default() -> Self {
        Self { left: MOST }
    }
}

impl Colors {
    /// The next block of code as HTML; nothing where it stays plain.
    pub fn next(&mut self, language: &str, code: &str) -> Option<Arc<str>> {
        let left = self.left.checked_sub(code.len())?;
        let html = colored(language, code)?;
        self.left = left;
        Some(html)
    }
}

/// A block of code as HTML; nothing where it stays plain.
fn colored(language: &str, code: &str) -> Option<Arc<str>> {
    static BLOCKS: Mutex<BTreeMap<u128, Option<Arc<str>>>> = Mutex::new(BTreeMap::new());
    if language.is_empty() || is_long(code) {
        return None;
    }
    let name = xxh3_128(format!("{language}\n{code}").as_bytes());
    if let Some(kept) = BLOCKS.lock().ok().and_then(|blocks| blocks.get(&name).cloned()) {
        return kept;
    }
    let html = known(language).and_then(|syntax| color(syntax, code)).map(Arc::from);
    if let Ok(mut blocks) = BLOCKS.lock() {
        if blocks.len() >= KEPT {
            blocks.clear();
        }
        blocks.insert(name, html.clone());
    }
    html
}

fn is_long(code: &str) -> bool {
    let ends_word = |c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$' | '-');
    code.lines().any(|line| line.len() > LONGEST_LINE)
        || code.split(ends_word).any(|word| word.len() > LONGEST_WORD)
}

fn languages() -> &'static SyntaxSet {
    static LANGUAGES: OnceLock<SyntaxSet> = OnceLock::new();
    LANGUAGES.get_or_init(two_face::syntax::extra_newlines)
}

/// The language of that name or file ending; none for plain text.
fn known(language: &str) -> Option<&'static SyntaxReference> {
    let syntax = languages().find_syntax_by_token(language)?;
    (syntax.name != "Plain Text" && !SLOW.contains(&syntax.name.as_str())).then_some(syntax)
}

fn color(syntax: &SyntaxReference, code: &str) -> Option<String> {
    let parts = parts();
    let (mut state, mut stack) = (ParseState::new(syntax), ScopeStack::new());
    let mut html = String::with_capacity(code.len() * 2);
    let mut open = "";
    for line in code.split_inclusive('\n') {
        let mut from = 0;
        let ops = state.parse_line(line, languages()).ok()?;
        for (at, op) in ops.iter().map(|(at, op)| (*at, Some(op))).chain([(line.len(), None)]) {
            if at > from {
                piece(&mut html, &mut open, class(&stack, parts), line.get(from..at)?);
                from = at;
            }
            if let Some(op) = op {
                stack.apply(op).ok()?;
            }
        }
    }
    if !open.is_empty() {
        html.push_str("</span>");
    }
    Some(html)
}

/// Append a piece of code; neighbors of one class share their tag.
fn piece(html: &mut String, open: &mut &'static str, class: &'static str, text: &str) {
    // what is only space has no color
    let class = if text.trim().is_empty() { *open } else { class };
    if class != *open {
        if !open.is_empty() {
            html.push_str("</span>");
        }
        if !class.is_empty() {
            html.push_str("<span class=\"c-");
            html.push_str(class);
            html.push_str("\">");
        }
        *open = class;
    }
    escape_into(html, text);
}

type Parts = Vec<(Scope, &'static str)>;

fn parts() -> &'static Parts {
    static SCOPES: OnceLock<Parts> = OnceLock::new();
    SCOPES.get_or_init(|| {
        let scope = |(name, class): (&str, &'static str)| Some((Scope::new(name).ok()?, class));
        PARTS.into_iter().filter_map(scope).collect()
    })
}

/// The innermost scope that says something decides; what stands in a comment or text is all of that.
fn class(stack: &ScopeStack, parts: &Parts) -> &'static str {
    let of =
        |scope: &Scope| parts.iter().find(|(part, _)| part.is_prefix_of(*scope)).map(|(_, class)| *class);
    let wide = stack.scopes.iter().filter_map(of).find(|class| matches!(*class, "c" | "s"));
    wide.or_else(|| stack.scopes.iter().rev().find_map(of)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_code_have_classes_and_its_text_stays() {
        let code = "// <b> & \"x\"\nfn main() { let x = \"a\"; } // 1\n";
        let html = colored("rust", code).expect("Rust is known");
        for piece in [
            "<span class=\"c-c\">// &lt;b&gt; &amp; &quot;x&quot;",
            "<span class=\"c-k\">fn </span>",
            "<span class=\"c-s\">&quot;a&quot;</span>",
        ] {
            assert!(html.contains(piece), "{piece} is not in {html}");
        }
        let read = scraper::Html::parse_fragment(&html);
        assert_eq!(read.root_element().text().collect::<String>(), code);
    }

    #[test]
    fn what_is_not_known_or_too_much_stays_plain() {
        for (language, code) in [
            ("nonesuch", "x"),
            ("", "x"),
            ("txt", "x"),
            ("lisp", "(a)"),
            ("rust", &*"x y ".repeat(60)),
            ("js", &*format!("let x = {}\n", "a".repeat(120))),
            ("rust", &*"x\n".repeat(9_000)),
        ] {
            assert_eq!(Colors::default().next(language, code), None, "{language}");
        }
        // known without reading their rules, which takes long
        for language in
            ["go", "yaml", "toml", "protobuf", "ts", "tsx", "sh", "sql", "json", "dockerfile", "python"]
        {
            assert!(known(language).is_some(), "{language}");
        }
    }

    #[test]
    fn a_text_has_a_bound_of_code_in_color() {
        let mut colors = Colors::default();
        let block = |n: usize| format!("let x = {n}; {}\n", "// a\n".repeat(200));
        let colored: Vec<bool> = (0..30).map(|n| colors.next("rust", &block(n)).is_some()).collect();
        let count = MOST / block(10).len();
        assert!(count > 5 && colored.iter().take(count).all(|is| *is), "{colored:?}");
        assert!(!colored.iter().skip(count + 1).any(|is| *is), "{colored:?}");
        assert!(colors.next("rust", "x").is_some(), "there is room for a short one");
    }
}
