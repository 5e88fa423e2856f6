//! What counts as a word, in every script that people write in.
//!
//! The script of the page does the same to what is typed (`assets/search.js`), so that both meet; a test in a browser
//! compares the two. Nothing here depends on a dictionary or on the machine.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// Longest word that is kept, in characters: what is longer is cut, here and in what is typed.
pub const LONGEST: usize = 32;

/// The text without what does not part one word from another: case, accents, ligatures, width.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let apart = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let mut plain = String::with_capacity(apart.len());
    for c in apart.chars().flat_map(char::to_lowercase).filter(|c| !is_accent(*c)) {
        match spelled(c) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(&plain).into_owned()
}

/// Hands each word of a folded text to `each`, in order: words, pairs of neighbors where a script puts no space between
/// words, and names such as `risk-001` whole before their pieces.
pub fn words(folded: &str, mut each: impl FnMut(&str)) {
    let mut rest = folded;
    while let Some(start) = rest.find(is_of_word) {
        rest = &rest[start..];
        if rest.starts_with(is_unspaced) {
            let end = rest.find(|c| !is_unspaced(c)).unwrap_or(rest.len());
            pairs(&rest[..end], &mut each);
            rest = &rest[end..];
            continue;
        }
        let end = name_end(rest);
        let name = &rest[..end];
        let pieces = name.split(is_joiner);
        if name.contains(is_joiner) && name.contains(|c: char| c.is_numeric()) {
            each(cut(name));
        }
        pieces.for_each(|piece| each(cut(piece)));
        rest = &rest[end..];
    }
}

/// Where a run of words ends that single joiners hold together.
fn name_end(text: &str) -> usize {
    let part = |c: char| is_of_word(c) && !is_unspaced(c);
    let mut end = 0;
    loop {
        end += text[end..].find(|c| !part(c)).unwrap_or(text.len() - end);
        let mut after = text[end..].chars();
        match (after.next(), after.next()) {
            (Some(joiner), Some(next)) if is_joiner(joiner) && part(next) => end += joiner.len_utf8(),
            _ => return end,
        }
    }
}

/// Every two neighbors of a run; a single character stands for itself.
fn pairs(run: &str, each: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    match starts.as_slice() {
        [from, to] => each(&run[*from..*to]),
        _ => starts.windows(3).for_each(|at| each(&run[at[0]..at[2]])),
    }
}

fn cut(word: &str) -> &str {
    word.char_indices().nth(LONGEST).map_or(word, |(at, _)| &word[..at])
}

fn is_joiner(c: char) -> bool {
    matches!(c, '-' | '.' | '_')
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_unspaced(c) || is_sign(c)
}

/// Characters of scripts that put no space between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '\u{e81}'..='\u{ecd}' | '\u{1000}'..='\u{103f}' | '\u{1780}'..='\u{17d3}'
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Signs inside of words of Indian scripts that are no letters themselves.
fn is_sign(c: char) -> bool {
    let end = u32::from(c) & 0xff;
    matches!(c, '\u{900}'..='\u{dff}') && matches!(end, 0x4d | 0xcd | 0x3c | 0xbc | 0xca)
}

/// Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic: writers leave them out. Also what joins letters
/// invisibly.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// How letters are typed that have no accent to be taken off.
fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        words(&fold(text), |word| found.push(word.to_owned()));
        found
    }

    #[test]
    fn what_writers_leave_out_parts_no_words() {
        assert_eq!(
            all("Größe İstanbul ŁÓDŹ ﬁne ＡＢＣ ΣΊΣΥΦΟΣ ёлка"),
            ["grosse", "istanbul", "lodz", "fine", "abc", "σισυφοσ", "елка"]
        );
        assert_eq!(all("مُحَمَّد שָׁלוֹם हिन्दी 한국어 안녕"), ["محمد", "שלום", "हिन्दी", "한국어", "안녕"]);
    }

    #[test]
    fn scripts_without_spaces_are_read_in_pairs() {
        assert_eq!(all("配送中止 x"), ["配送", "送中", "中止", "x"]);
        assert_eq!(all("字, ライブ"), ["字", "ライ", "イフ\u{3099}"].map(|word| fold(word)));
        assert_eq!(all("ไทย"), ["ไท", "ทย"]);
    }

    #[test]
    fn names_stay_whole_beside_their_pieces() {
        assert_eq!(
            all("See RISK-001, M1.2. end-to-end a_b"),
            ["see", "risk-001", "risk", "001", "m1.2", "m1", "2", "end", "to", "end", "a", "b"]
        );
        assert_eq!(all("v2--3 4."), ["v2", "3", "4"]);
        assert_eq!(all(&"x".repeat(40))[0].len(), LONGEST);
    }
}
