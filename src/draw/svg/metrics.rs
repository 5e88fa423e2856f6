//! How wide a text will be, without a font at hand: advance widths of DejaVu Sans, compiled in.
//!
//! Verdana, the second font of the stack, has nearly the same widths. Characters outside the table get a wide
//! guess, so a label is rather cut too early than too late. Must not know what a label says.

use super::advances::{BOLD, Block, REGULAR};
use std::borrow::Cow;

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// For reading.
    Regular,
    /// For headings and what must be noticed.
    Bold,
}

/// Spare room for kerning, hinting and the second font of the stack.
const SPARE: f64 = 1.03;
const ELLIPSIS: char = '\u{2026}';

/// Width of a text in CSS pixels at a font size in CSS pixels, with 3 % to spare.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    f64::from(text.chars().map(|c| u32::from(advance(c, weight))).sum::<u32>()) * size * SPARE / 1000.0
}

/// The text, cut with an ellipsis where it is wider than `room` CSS pixels; empty where not even that fits.
///
/// A cut never separates a letter from its accent, nor the parts of an emoji.
pub fn fit(text: &str, size: f64, weight: Weight, room: f64) -> Cow<'_, str> {
    if width(text, size, weight) <= room {
        return Cow::Borrowed(text);
    }
    let budget = room * 1000.0 / (size.max(0.1) * SPARE) - f64::from(advance(ELLIPSIS, weight));
    if budget.is_nan() || budget < 0.0 {
        return Cow::Borrowed("");
    }
    let mut used = 0.0;
    let mut keep = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        if before.is_none_or(|b| may_cut(b, c, &text[..at])) {
            keep = at;
        }
        used += f64::from(advance(c, weight));
        if used > budget {
            break;
        }
        before = Some(c);
    }
    Cow::Owned(format!("{}{ELLIPSIS}", text[..keep].trim_end()))
}

/// Advance width in thousandths of the font size.
fn advance(c: char, weight: Weight) -> u16 {
    let table = if weight == Weight::Bold { BOLD } else { REGULAR };
    if joins_to_previous(c) || c == ZERO_WIDTH_JOINER {
        return 0;
    }
    from_table(table, c).unwrap_or_else(|| guess(c))
}

fn from_table(table: &[Block], c: char) -> Option<u16> {
    let code = c as u32;
    let block = &table[table.partition_point(|b| b.first <= code).checked_sub(1)?];
    block.widths.get((code - block.first) as usize).copied().filter(|&w| w > 0)
}

/// Scripts outside the table: never narrower than what common fonts give them.
fn guess(c: char) -> u16 {
    match c as u32 {
        0x2600..=0x27BF | 0x2B00..=0x2BFF | 0x1F000..=0x1FAFF => 1300,
        0x0530..=0x08FF | 0x10A0..=0x10FF => 800,
        _ => 1050,
    }
}

const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// A mark that is drawn over or after the character before it and takes no room of its own.
fn joins_to_previous(c: char) -> bool {
    matches!(c as u32,
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x0610..=0x061A | 0x064B..=0x065F | 0x0900..=0x0902
        | 0x093C | 0x0941..=0x0948 | 0x094D | 0x0E31 | 0x0E34..=0x0E3A | 0x0E47..=0x0E4E | 0x1AB0..=0x1AFF
        | 0x1DC0..=0x1DFF | 0x200B..=0x200C | 0x200E..=0x200F | 0x20D0..=0x20FF | 0x3099..=0x309A
        | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xFEFF | 0x1F3FB..=0x1F3FF | 0xE0020..=0xE007F | 0xE0100..=0xE01EF)
}

/// Whether a text may end between two characters: the rules of UAX 29 that matter for labels.
fn may_cut(left: char, right: char, before: &str) -> bool {
    let vowel_sign = matches!(right as u32, 0x0903 | 0x093E..=0x094F | 0x1160..=0x11FF);
    if joins_to_previous(right) || right == ZERO_WIDTH_JOINER || left == ZERO_WIDTH_JOINER || vowel_sign {
        return false;
    }
    let is_flag_letter = |c: char| matches!(c as u32, 0x1F1E6..=0x1F1FF);
    // flags are pairs of regional letters: cut only after an even number of them
    !(is_flag_letter(left) && is_flag_letter(right))
        || before.chars().rev().take_while(|&c| is_flag_letter(c)).count() % 2 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // DejaVu Sans: H 0.752 em, i 0.278 em, space 0.318 em; bold H 0.837 em
        assert!((width("Hi ", 10.0, Weight::Regular) - (7.52 + 2.78 + 3.18) * SPARE).abs() < 0.02);
        assert!((width("H", 10.0, Weight::Bold) - 8.37 * SPARE).abs() < 0.02);
        assert!((width("ЖΩ", 10.0, Weight::Regular) - (10.78 + 7.64) * SPARE).abs() < 0.05);
    }

    #[test]
    fn the_rest_of_the_world_is_wide_enough() {
        assert!(width("日本語", 10.0, Weight::Regular) >= 30.0);
        assert!(width("🚀", 10.0, Weight::Regular) >= 12.0);
        assert_eq!(width("e\u{301}", 10.0, Weight::Regular), width("e", 10.0, Weight::Regular));
    }

    #[test]
    fn fitted_text_fits_and_keeps_a_beginning() {
        for text in [
            "Order service lifecycle",
            "Überprüfung der Größen",
            "日本語のマイルストーン",
            "مرحلة التسليم",
            "🚀🚀🚀🚀🚀🚀🚀🚀🚀🚀",
        ] {
            for room in [0.0, 5.0, 11.0, 30.0, 60.0, 500.0] {
                let cut = fit(text, 12.0, Weight::Regular, room);
                assert!(width(&cut, 12.0, Weight::Regular) <= room + 1e-9, "{cut} in {room}");
                assert!(text.starts_with(cut.trim_end_matches(ELLIPSIS)));
            }
        }
    }

    #[test]
    fn a_cut_separates_no_cluster() {
        let family = "👩\u{200D}👩\u{200D}👧 family";
        let flags = "🇩🇪🇫🇷🇮🇹";
        let accents = "e\u{301}e\u{301}e\u{301}";
        for room in 0..80 {
            let cut = |text| {
                fit(text, 12.0, Weight::Regular, f64::from(room)).trim_end_matches(ELLIPSIS).to_string()
            };
            let head = cut(family);
            assert!(head.is_empty() || head.starts_with("👩\u{200D}👩\u{200D}👧"), "{head:?}");
            assert_eq!(cut(flags).chars().count() % 2, 0);
            assert_eq!(cut(accents).chars().count() % 2, 0);
        }
    }

    #[test]
    fn nonsense_room_is_no_trouble() {
        for room in [f64::NAN, f64::NEG_INFINITY, -1.0] {
            assert_eq!(fit("text", 12.0, Weight::Regular, room), "");
        }
        assert_eq!(fit("text", 0.0, Weight::Regular, 1.0), "text");
    }
}
