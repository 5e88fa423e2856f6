//! The lists of words cut into files, and how each is written.
//!
//! Where a list is cut depends on the words beside the cut alone: after an edit all other files are as they were.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    FOLDER,
    collect::{Collected, InText, InTitle, Shown},
    digits::{digit, number},
};
use crate::text::{said::is_said, visible};

/// Bytes after which a file may end, and at which it must; a file ends at about a twelfth of the words in between.
const LEAST: usize = 1_800;
const MOST: usize = 4_400;
const ENDS: u64 = 12;

/// Most pages that are told of a word at once; the others are loaded where they are asked for.
const FIRST: usize = 250;

/// Pages of which a file shows something: few, because an answer takes one file for each page it shows.
const SHOWN: usize = 8;
/// The same on a site with fewer pages than this.
const SMALL_SITE: usize = 500;
const SHOWN_OF_SMALL: usize = 25;

/// A list of words and what follows each.
type Lines = Vec<(Arc<str>, String)>;

/// All files.
pub fn write(all: &Collected) -> BTreeMap<String, Vec<u8>> {
    let count = all.pages.len();
    let mut rest: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let texts: Lines =
        all.texts.par_iter().map(|(word, pages)| (Arc::clone(word), in_texts(pages))).collect();
    for (word, pages) in all.texts.iter().filter(|(_, pages)| has_rest(pages.len(), count)) {
        let name = file_name('r', word);
        let line = script(&name, &postings(pages.iter()));
        rest.insert(path(&name), line);
    }
    let names: Lines = all.names.iter().map(|(word, pages)| (Arc::clone(word), in_titles(pages))).collect();
    let (forward, backward) = spelled(all);
    let per_file = if count < SMALL_SITE { SHOWN_OF_SMALL } else { SHOWN };
    let spaced = all.names.iter().any(|(name, _)| name.starts_with('#') && name.contains('~'));
    let mut root = format!("{count} {per_file} {}", u8::from(spaced));
    let mut files = rest;
    for (letter, lines) in [('n', names), ('t', texts), ('f', forward), ('b', backward)] {
        let mut starts = String::new();
        let mut before = String::new();
        for (first, lines) in cuts(&lines) {
            push_word(&mut starts, &before, first);
            starts.push(' ');
            before = first.to_owned();
            let name = file_name(letter, first);
            files.insert(path(&name), script(&name, &text_of(lines)));
        }
        let _ = write!(root, "\n{}", starts.trim_end());
    }
    for (index, pages) in all.pages.chunks(per_file).enumerate() {
        let name = format!("d-{index}");
        let text: Vec<String> = pages.iter().map(shown).collect();
        files.insert(path(&name), script(&name, &text.join("\n")));
    }
    files.insert(path("root"), script("root", &root));
    files
}

fn path(name: &str) -> String {
    format!("{FOLDER}/{name}.js")
}

/// What calls the script of the page with the text of a file.
fn script(name: &str, text: &str) -> Vec<u8> {
    let quoted = |text: &str| {
        // a script may not hold what ends one, nor what older browsers take for the end of a line
        let json = serde_json::to_string(text).unwrap_or_default();
        json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
    };
    format!("milepostFound({},{})\n", quoted(name), quoted(text)).into_bytes()
}

/// The name of the file that begins with a word: letters and digits as they are, all else by number.
pub fn file_name(letter: char, word: &str) -> String {
    let mut name = format!("{letter}-");
    for c in word.chars() {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            name.push(c);
        } else {
            let _ = write!(name, "_{:x}_", u32::from(c));
        }
    }
    // no word is longer than 32 characters, so no name is longer than a file system allows; ids may be
    match name.char_indices().nth(180) {
        Some((end, _)) => format!("{}~{:08x}", &name[..end], fnv(word)),
        None => name,
    }
}

/// FNV-1a over UTF-16, which a script can do as well.
fn fnv(word: &str) -> u32 {
    word.encode_utf16().fold(0x811c_9dc5, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193))
}

/// A run of a list, and the text from which on its words are.
type Cut<'a> = (&'a str, &'a [(Arc<str>, String)]);

/// The list in runs that become files.
fn cuts(lines: &Lines) -> Vec<Cut<'_>> {
    let (mut runs, mut start, mut size) = (Vec::new(), 0, 0);
    let run = |from: usize, to: usize| (between(lines, from), &lines[from..to]);
    for (at, (word, line)) in lines.iter().enumerate() {
        let length = word.len().min(4) + line.len() + 2;
        let may = size >= LEAST && xxh3_64(word.as_bytes()) % ENDS == 0;
        if at > start && (may || size + length > MOST) {
            runs.push(run(start, at));
            (start, size) = (at, 0);
        }
        size += length;
    }
    if start < lines.len() {
        runs.push(run(start, lines.len()));
    }
    runs
}

/// The shortest beginning of a word that comes after the word before it in the list: it is enough to part the two.
fn between(lines: &Lines, at: usize) -> &str {
    let word = lines.get(at).map_or("", |(word, _)| word);
    let before = at.checked_sub(1).and_then(|before| lines.get(before)).map_or("", |(before, _)| before);
    let mut ends = word.char_indices().map(|(start, c)| start + c.len_utf8());
    ends.find(|end| word[..*end] > *before).map_or(word, |end| &word[..end])
}

/// The words of a file, each without what it shares with the one before it.
fn text_of(lines: &[(Arc<str>, String)]) -> String {
    let (mut text, mut before) = (String::new(), "");
    for (word, line) in lines {
        push_word(&mut text, before, word);
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
        text.push('\n');
        before = word;
    }
    text.pop();
    text
}

/// A word without what it shares with the one `before` it, and how many units of UTF-16 that are.
fn push_word(out: &mut String, before: &str, word: &str) {
    let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c);
    let (mut units, mut bytes) = (0, 0);
    for c in shared {
        if units + c.len_utf16() > 63 {
            break;
        }
        units += c.len_utf16();
        bytes += c.len_utf8();
    }
    digit(out, units);
    out.push_str(&word[bytes..]);
}

/// Whether a word has pages that its line leaves out, and that say something: what stands on half of all pages does not.
fn has_rest(pages: usize, count: usize) -> bool {
    pages > FIRST && pages <= count / 2
}

fn in_texts(pages: &[InText]) -> String {
    let mut line = String::new();
    number(&mut line, pages.len());
    if pages.len() <= FIRST {
        line.push_str(&postings(pages.iter()));
        return line;
    }
    let mut best: Vec<&InText> = pages.iter().collect();
    best.sort_by_key(|found| (std::cmp::Reverse(found.weight), found.page));
    best.truncate(FIRST);
    best.sort_by_key(|found| found.page);
    line.push_str(&postings(best.into_iter()));
    line
}

fn postings<'a>(pages: impl Iterator<Item = &'a InText>) -> String {
    let (mut line, mut last) = (String::new(), 0);
    for found in pages {
        number(&mut line, (found.page - last) as usize);
        digit(&mut line, found.weight.into());
        number(&mut line, found.section.into());
        last = found.page;
    }
    line
}

fn in_titles(pages: &[InTitle]) -> String {
    let (mut line, mut last) = (String::new(), 0);
    // the earlier a word stands, and the shorter the title, the better
    let mut best: Vec<&InTitle> = pages.iter().collect();
    if pages.len() > FIRST {
        best.sort_by_key(|found| (found.place, found.of, found.page));
        best.truncate(FIRST);
        best.sort_by_key(|found| found.page);
    }
    number(&mut line, pages.len());
    for found in best {
        number(&mut line, (found.page - last) as usize);
        digit(&mut line, found.place.into());
        digit(&mut line, found.of.into());
        last = found.page;
    }
    line
}

/// All words that may be typed wrongly, from their beginning and from their end.
fn spelled(all: &Collected) -> (Lines, Lines) {
    let texts = all.texts.iter().map(|(word, _)| word);
    let names = all.names.iter().map(|(word, _)| word).filter(|word| !word.starts_with('#'));
    let mut forward: Vec<Arc<str>> = texts.chain(names).filter(|word| is_spelled(word)).cloned().collect();
    forward.sort_unstable();
    forward.dedup();
    let turned = |word: &Arc<str>| -> Arc<str> { word.chars().rev().collect::<String>().into() };
    let mut backward: Vec<Arc<str>> = forward.iter().map(turned).collect();
    backward.sort_unstable();
    let lines = |list: Vec<Arc<str>>| list.into_iter().map(|word| (word, String::new())).collect();
    (lines(forward), lines(backward))
}

/// Whether a word is long enough for one wrong letter to leave it recognizable.
fn is_spelled(word: &str) -> bool {
    word.chars().nth(3).is_some() && word.chars().all(char::is_alphabetic)
}

/// What is shown of a page: path, title, id, kind, color, day, then heading and anchor of each section.
fn shown(shown: &Shown) -> String {
    let page = &shown.page;
    let date = page.date.map(|date| date.to_string()).unwrap_or_default();
    let id = page.id.as_deref().filter(|id| is_said(id, &page.title)).unwrap_or_default();
    let mut line = [&page.href, &*plain(&page.title), &plain(id), page.kind, page.color, &date].join("\t");
    for section in &page.sections {
        let (heading, anchor) = (plain(&section.heading), plain(&section.anchor));
        // most follow from their heading, as the script knows
        let anchor = if anchor == heading.to_lowercase().replace(' ', "-") { "" } else { &anchor };
        let _ = write!(line, "\t{heading}\t{anchor}");
    }
    line.truncate(line.trim_end_matches('\t').len());
    line
}

/// A text without what parts fields and lines.
fn plain(text: &str) -> String {
    visible::line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Document, Section, files};

    fn site(pages: usize, text: impl Fn(usize) -> String + Sync) -> BTreeMap<String, Vec<u8>> {
        files(pages, |number| Document {
            href: format!("p{number}/index.html"),
            title: format!("Page {number}"),
            kind: "page",
            sections: vec![Section { text: text(number), ..Section::default() }],
            ..Document::default()
        })
    }

    fn made_up(number: usize) -> String {
        (0..60).map(|word| format!("w{:x} ", xxh3_64(&(number * 31 + word).to_le_bytes()) % 5_000)).collect()
    }

    #[test]
    fn a_word_more_on_a_page_changes_the_files_of_its_words_alone() {
        let before = site(600, made_up);
        let after = site(600, |number| made_up(number) + if number == 300 { "zeppelin" } else { "" });
        let changed = after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).count();
        // the file of its text, two spellings, the root where a cut moved, and the words whose page is now longer
        let total = after.len();
        assert!(total > 100 && changed <= 8, "{changed} of {total}");
    }

    #[test]
    fn files_are_small_and_scripts() {
        let all = site(600, made_up);
        for (path, bytes) in &all {
            assert!(bytes.len() < 8_000, "{path}: {} bytes", bytes.len());
            let text = std::str::from_utf8(bytes).expect("text");
            assert!(text.starts_with("milepostFound(\"") && !text.contains('<'), "{path}");
        }
        assert!(site(0, made_up).contains_key("search-/root.js"));
    }

    #[test]
    fn names_of_files_are_safe_and_differ() {
        assert_eq!(file_name('t', "risk-001"), "t-risk_2d_001");
        assert_eq!(file_name('n', "#é"), "n-_23__e9_");
        let long = file_name('n', &"#".repeat(100));
        assert!(long.len() < 200 && long != file_name('n', &"#".repeat(101)), "{long}");
    }
}
