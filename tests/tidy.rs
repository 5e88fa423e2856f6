//! The rules of this repository that no compiler checks: who may use whom, who may touch the outside world,
//! how long a file may be, how words are spelled.
//!
//! Each rule is a function from a source to its breaches, tried on small sources of its own at the end.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

mod rust_source;

use rust_source::{Named, Paths, Source, circles};

/// The modules in their order: each may use those before it.
const ORDER: [&str; 19] = [
    "text", "date", "diag", "world", "model", "load", "analyse", "say", "view", "draw", "render", "report",
    "feed", "search", "site", "disk", "publish", "serve", "cli",
];

/// The modules that may touch files, environment, network, processes, terminal and clock.
const EDGE: [&str; 5] = ["disk", "publish", "serve", "cli", "main"];

/// What only the edge may name: the beginnings of paths, and names that give it away wherever they stand.
const OUTSIDE: [&str; 14] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::os",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "std::thread::sleep",
    "walkdir",
    "tempfile",
    "indicatif",
    "anstream",
    "Local::now",
];
const OUTSIDE_NAMES: [&str; 4] = ["SystemTime", "Instant", "Utc", "Local"];
const OUTSIDE_MACROS: [&str; 4] = ["println", "print", "eprintln", "eprint"];

const VAGUE_NAMES: [&str; 8] = ["utils", "util", "helpers", "helper", "common", "manager", "misc", "shared"];

const LONGEST_FILE: usize = 600;

/// Stems of British spellings, and the words that hold them rightly.
const BRITISH: [&str; 24] = [
    "colour",
    "behaviour",
    "favour",
    "honour",
    "neighbour",
    "programme",
    "centre",
    "licence",
    "artefact",
    "organis",
    "normalis",
    "optimise",
    "optimisation",
    "summaris",
    "initialis",
    "serialis",
    "recognis",
    "prioritis",
    "visualis",
    "minimise",
    "maximise",
    "customis",
    "labelled",
    "modelling",
];
const RIGHT: [&str; 7] = [
    "labelledby", // the name of an ARIA attribute
    "programmer",
    "programmers",
    "programmed",
    "organism",
    "organisms",
    "organist",
];

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the repository with one of these extensions, in order.
fn files_below(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(repository().join(folder)).sort_by_file_name();
    let visible = entries.into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0
            || !(name.starts_with('.') || name == "target" || name == "output" || name == "node_modules")
    });
    let known = |path: &PathBuf| path.extension().is_some_and(|e| extensions.iter().any(|known| e == *known));
    visible.flatten().map(walkdir::DirEntry::into_path).filter(|path| path.is_file() && known(path)).collect()
}

fn sources() -> Vec<Source> {
    let read = |path: PathBuf| {
        let name = path.strip_prefix(repository()).expect("a file of the repository");
        let name = name.to_str().expect("our names are UTF-8").replace('\\', "/");
        Source::new(&name, &fs::read_to_string(&path).expect("our sources are UTF-8"))
    };
    files_below("src", &["rs"]).into_iter().map(read).collect()
}

fn assert_none(rule: &str, breaches: impl IntoIterator<Item = String>) {
    let mut list = String::new();
    for breach in breaches {
        let _ = writeln!(list, "  {breach}");
    }
    assert!(list.is_empty(), "{rule}:\n{list}");
}

#[test]
fn each_module_uses_only_those_before_it() {
    assert_none("a module uses one that comes after it", sources().iter().flat_map(layering));
}

#[test]
fn no_page_is_used_by_another_page_a_chart_or_a_part() {
    assert_none("a page is used inside the view: what is shared belongs to `view/part`", wings(&sources()));
}

#[test]
fn neighbors_do_not_use_each_other_in_a_circle() {
    assert_none("move what both need into a file of its own", circles(&sources()));
}

#[test]
fn only_the_edge_touches_the_outside_world() {
    assert_none("files, environment, terminal, clock belong to the edge", sources().iter().flat_map(outside));
}

#[test]
fn analysis_finds_facts_and_writes_no_sentences() {
    assert_none("words belong to `say`", sources().iter().flat_map(sentences));
}

#[test]
fn nothing_is_unwrapped_outside_tests() {
    assert_none("unwrap outside tests", sources().iter().flat_map(unwraps));
}

#[test]
fn names_say_what_a_module_is() {
    assert_none("a name that says nothing", sources().iter().flat_map(vague_names));
}

#[test]
fn every_module_says_what_it_is() {
    let silent = sources().into_iter().filter(|source| !source.text.starts_with("//!"));
    assert_none("the file does not begin with `//!`", silent.map(|source| source.name));
}

#[test]
fn every_module_has_its_place_in_the_order() {
    let modules: BTreeSet<String> = sources().iter().map(Source::module).collect();
    let known =
        |module: &String| ORDER.contains(&module.as_str()) || matches!(module.as_str(), "lib" | "main");
    assert_none("a module without a place in ORDER", modules.into_iter().filter(|module| !known(module)));
}

#[test]
fn no_file_is_too_long() {
    let files = files_below("src", &["rs"]).into_iter().chain(files_below("tests", &["rs"]));
    let long = files.filter_map(|path| {
        let lines = fs::read_to_string(&path).expect("our sources are UTF-8").lines().count();
        (lines > LONGEST_FILE).then(|| format!("{}: {lines} lines", path.display()))
    });
    assert_none("a file has too many lines", long);
}

#[test]
fn words_are_spelled_the_american_way() {
    let kinds = ["rs", "md", "html", "css", "js", "yaml", "yml", "toml"];
    let mut files: Vec<PathBuf> =
        ["src", "docs", "themes", "content"].iter().flat_map(|f| files_below(f, &kinds)).collect();
    let top = fs::read_dir(repository()).expect("the repository").flatten().map(|entry| entry.path());
    files.extend(top.filter(|path| path.extension().is_some_and(|e| e == "md" || e == "yaml")));
    let misspelled = files.iter().flat_map(|path| {
        let text = fs::read_to_string(path).expect("our texts are UTF-8");
        let name = path.strip_prefix(repository()).unwrap_or(path).display().to_string();
        british_words(&text)
            .into_iter()
            .map(move |(line, word)| format!("{name}:{line}: {word}"))
            .collect::<Vec<_>>()
    });
    assert_none("a British spelling", misspelled);
}

fn layering(source: &Source) -> Vec<String> {
    let module = source.module();
    let Some(own) = ORDER.iter().position(|known| *known == module) else { return Vec::new() };
    let used = source.paths().into_iter().filter_map(|path| {
        let used = source.crate_module(&path.segments)?;
        let place = ORDER.iter().position(|known| *known == used)?;
        (place > own).then(|| format!("{}:{}: `{module}` uses `{used}`", source.name, path.line))
    });
    used.collect()
}

/// The page that a file of the view makes: `risk` for `src/view/page/risk.rs` and `src/view/page/risk/*.rs`.
fn page_of(path: &[String]) -> Option<&str> {
    match path {
        [view, page, name, ..] if view == "view" && page == "page" => Some(name),
        _ => None,
    }
}

/// Where a file of the view names another page, or calls a method that another page defines.
fn wings(sources: &[Source]) -> Vec<String> {
    let defined =
        sources.iter().filter(|source| page_of(&source.module_path()).is_some()).flat_map(|source| {
            let page = page_of(&source.module_path()).unwrap_or_default().to_owned();
            source.public_functions().into_iter().map(move |function| (function.name, page.clone()))
        });
    let defined: BTreeSet<(String, String)> = defined.collect();
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|source| source.module() == "view") {
        let own = source.module_path();
        let own = page_of(&own);
        for path in source.paths() {
            let whole = source.absolute(&path.segments).unwrap_or_default();
            if let Some(page) = page_of(&whole).filter(|page| Some(*page) != own) {
                breaches.push(format!("{}:{}: names the page `{page}`", source.name, path.line));
            }
        }
        for call in source.method_calls() {
            let by_page = defined.iter().filter(|(name, _)| *name == call.name);
            let pages: Vec<&str> = by_page.map(|(_, page)| page.as_str()).collect();
            if !pages.is_empty() && !pages.iter().any(|page| Some(*page) == own) {
                let Named { name, line } = call;
                breaches.push(format!("{}:{line}: calls `{name}` of the page `{}`", source.name, pages[0]));
            }
        }
    }
    breaches
}

/// Texts made in analysis: it hands on facts, and `say` has the words.
fn sentences(source: &Source) -> Vec<String> {
    if source.module() != "analyse" {
        return Vec::new();
    }
    let made = |path: &Paths| {
        let name = path.segments.last().map_or("", String::as_str);
        path.is_macro && ["format", "write", "writeln", "format_args"].contains(&name)
    };
    let texts = source.paths().into_iter().filter(made);
    texts.map(|path| format!("{}:{}: {}!", source.name, path.line, path.segments.join("::"))).collect()
}

fn outside(source: &Source) -> Vec<String> {
    if EDGE.contains(&source.module().as_str()) {
        return Vec::new();
    }
    let breach = |path: &Paths| {
        let whole = path.segments.join("::");
        let begins = |start: &&str| whole == **start || whole.starts_with(&format!("{start}::"));
        let told = OUTSIDE.iter().any(begins)
            || path.segments.iter().any(|name| OUTSIDE_NAMES.contains(&name.as_str()))
            || (path.is_macro && OUTSIDE_MACROS.contains(&whole.as_str()));
        told.then(|| format!("{}:{}: {whole}", source.name, path.line))
    };
    source.paths().iter().filter_map(breach).collect()
}

fn unwraps(source: &Source) -> Vec<String> {
    let lines = source.code.lines().zip(1..);
    let unwrapping = lines.filter(|(line, _)| line.contains(".unwrap()"));
    unwrapping.map(|(_, number)| format!("{}:{number}", source.name)).collect()
}

fn vague_names(source: &Source) -> Option<String> {
    let vague = |part: &str| VAGUE_NAMES.contains(&part.trim_end_matches(".rs"));
    source.name.split('/').any(vague).then(|| source.name.clone())
}

/// The misspelled words of a text, each with its line.
fn british_words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        for word in line.split(|c: char| !c.is_alphabetic()) {
            let lower = word.to_lowercase();
            if BRITISH.iter().any(|stem| lower.contains(stem)) && !RIGHT.contains(&lower.as_str()) {
                found.push((number, word));
            }
        }
    }
    found
}

#[test]
fn a_use_of_a_later_module_is_seen_in_every_form() {
    for text in [
        "use crate::site::plan;",
        "use crate::{text, site::plan};",
        "use crate::{text::{self}, view::{a, b}};",
        "fn f() { crate::publish::publish() }",
        "pub(crate) use super::super::cli as x;",
        "type A = super::super::disk::Disk;",
        "use super::{super::{render}};",
    ] {
        assert!(!layering(&Source::new("src/model/risk.rs", text)).is_empty(), "{text}");
    }
    for text in [
        "use crate::text::Span; use crate::diag::{self, Place};",
        "use super::site; use self::site::x; mod site;",
        "// crate::site\nconst A: &str = \"crate::site\"; /* crate::cli /* */ crate::cli */",
        "const B: &str = r#\"\" crate::site\"#; const C: char = '\"'; // crate::site",
        "#[cfg(test)]\nmod tests { use crate::site::plan; }",
    ] {
        assert_eq!(layering(&Source::new("src/model/risk.rs", text)), [""; 0], "{text}");
    }
    assert_eq!(layering(&Source::new("src/model/mod.rs", "use super::site;")).len(), 1);
    assert_eq!(layering(&Source::new("src/cli/mod.rs", "use super::site;")).len(), 0);
}

#[test]
fn a_use_of_another_page_is_seen_in_every_form() {
    let risk = "pub struct RiskRow;\nimpl Context<'_> { pub(in crate::view) fn risk_row(&self) {}\n fn own(&self) {} }";
    let breaches = |name: &str, text: &str| {
        wings(&[Source::new("src/view/page/risk.rs", risk), Source::new(name, text)]).len()
    };
    for text in [
        "use crate::view::page::risk::RiskRow;",
        "use crate::view::{Context, page::{risk::RiskRow}};",
        "fn f() { crate::view::page::risk::f() }",
        "fn f(cx: &Context) { cx.now().risk_row(1) }",
        "fn f() { keys.map(Context::risk_row) }",
    ] {
        for name in ["src/view/page/a.rs", "src/view/part/a.rs", "src/view/chart/a.rs"] {
            assert!(breaches(name, text) > 0, "{name}: {text}");
        }
        assert_eq!(breaches("src/view/page/risk/more.rs", text), 0, "{text}");
        assert_eq!(breaches("src/report/a.rs", text), 0, "{text}");
    }
    assert!(breaches("src/view/part/a.rs", "fn f() { super::super::page::risk::f() }") > 0);
    for text in ["use crate::view::part::risk;", "fn f(cx: &Context) { cx.own(); cx.risk_row; }"] {
        assert_eq!(breaches("src/view/part/a.rs", text), 0, "{text}");
    }
}

#[test]
fn a_circle_of_neighbors_is_seen_in_every_form() {
    let found = |files: &[(&str, &str)]| {
        circles(&files.iter().map(|(name, text)| Source::new(name, text)).collect::<Vec<_>>())
    };
    let a = ("src/draw/a.rs", "\nuse super::b::B;");
    for back in
        ["use super::a::A;", "fn f() { crate::draw::a::f() }", "use crate::{text, draw::{svg, a::A}};"]
    {
        let told = "src/draw: a -> b (src/draw/a.rs:2) -> a (src/draw/b.rs:1)";
        assert_eq!(found(&[a, ("src/draw/b.rs", back)]), [told], "{back}");
    }
    let folder = [a, ("src/draw/b/mod.rs", "mod c;"), ("src/draw/b/c.rs", "use super::super::a;")];
    assert_eq!(found(&folder).len(), 1);
    let long = [a, ("src/draw/b.rs", "use super::c::C;"), ("src/draw/c.rs", "use super::a::{A};")];
    assert_eq!(found(&long).len(), 1);
    let parent = ("src/draw/mod.rs", "mod a; mod b; pub use a::A; use b::B; pub struct Sheet;");
    for other in ["use super::Sheet;", "use super::a;\n", "#[cfg(test)]\nmod tests { use super::super::a; }"]
    {
        let files = [parent, ("src/draw/a.rs", "use super::{A, Sheet};"), ("src/draw/b.rs", other)];
        assert_eq!(found(&files), [""; 0], "{other}");
    }
}

#[test]
fn a_touch_of_the_outside_world_is_seen_in_every_form() {
    for text in [
        "use std::fs;",
        "use std::{fmt, fs::{File}};",
        "fn f() { let _ = std::env::var(\"HOME\"); }",
        "use std::time::{Duration, SystemTime};",
        "fn f() { chrono::Utc::now(); }",
        "use walkdir::WalkDir;",
        "fn f() { println!(\"x\"); }",
        "fn f() { std::io::stdout().write(b\"x\"); }",
    ] {
        assert_eq!(outside(&Source::new("src/view/a.rs", text)).len(), 1, "{text}");
        assert_eq!(outside(&Source::new("src/cli/a.rs", text)).len(), 0, "{text}");
    }
    for text in [
        "use std::fmt; const V: &str = env!(\"X\");",
        "fn f() { my::println(); fs(); }",
        "use chrono::NaiveDate;",
    ] {
        assert_eq!(outside(&Source::new("src/view/a.rs", text)), [""; 0], "{text}");
    }
}

#[test]
fn a_sentence_in_analysis_is_seen() {
    let text = "fn f() { let _ = format!(\"{a} is late\"); std::write!(f, \"b\") }";
    assert_eq!(sentences(&Source::new("src/analyse/rules/slip.rs", text)).len(), 2);
    assert_eq!(sentences(&Source::new("src/say/rule.rs", text)), [""; 0]);
    let quiet =
        "// format!(\"a\")\nfn f() { format(); }\n#[cfg(test)]\nmod tests { fn g() { format!(\"b\"); } }";
    assert_eq!(sentences(&Source::new("src/analyse/rules/slip.rs", quiet)), [""; 0]);
}

#[test]
fn the_smaller_rules_see_their_breaches() {
    let source = Source::new(
        "src/view/utils.rs",
        "fn f() { x.unwrap(); }\n#[cfg(test)]\nmod tests { fn g() { y.unwrap() } }",
    );
    assert_eq!(unwraps(&source), ["src/view/utils.rs:1"]);
    assert!(
        vague_names(&source).is_some() && vague_names(&Source::new("src/view/util_of_risk.rs", "")).is_none()
    );
    let text = "A programmer analyses the colour_map,\nits Behaviour in the Centre.";
    assert_eq!(british_words(text), [(1, "colour"), (2, "Behaviour"), (2, "Centre")]);
}
