//! Breaking a text into lines that fit.

use crate::draw::svg::{Weight, fit, width};

/// At most `most` lines, each at most `room` CSS pixels wide at a font size in CSS pixels. The last ends in an
/// ellipsis where there is more to say. Words wider than a line are cut.
pub(super) fn wrap(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Vec<String> {
    let wide = |text: &str| width(text, size, weight);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut rest: Vec<&str> = text.split_whitespace().collect();
    rest.reverse();
    while let Some(word) = rest.pop() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if wide(&longer) <= room {
            line = longer;
            continue;
        }
        if lines.len() + 1 >= most {
            rest.push(word);
            break;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            rest.push(word);
            continue;
        }
        let head = beginning(word, size, weight, room);
        if head.is_empty() {
            break;
        }
        lines.push(head.to_owned());
        rest.push(&word[head.len()..]);
    }
    rest.extend((!line.is_empty()).then_some(line.as_str()));
    rest.reverse();
    let last = rest.join(" ");
    let last = fit(&last, size, weight, room);
    lines.extend((!last.is_empty()).then(|| last.into_owned()));
    lines
}

/// As much of a word as fits.
fn beginning(word: &str, size: f64, weight: Weight, room: f64) -> &str {
    let cut = fit(word, size, weight, room);
    let kept = cut.trim_end_matches('\u{2026}');
    word.get(..kept.len()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_fits_and_nothing_is_lost_before_the_last() {
        let texts = [
            "Order service",
            "Accessibility and performance of the whole storefront",
            "日本語のマイルストーン計画",
            "a",
            "",
        ];
        for text in texts {
            for room in [0.0, 12.0, 40.0, 90.0, 400.0] {
                let lines = wrap(text, 12.0, Weight::Regular, room, 2);
                assert!(lines.len() <= 2);
                assert!(
                    lines.iter().all(|line| width(line, 12.0, Weight::Regular) <= room),
                    "{lines:?} in {room}"
                );
            }
        }
        assert_eq!(
            wrap("Order service lifecycle", 12.0, Weight::Regular, 95.0, 2),
            ["Order service", "lifecycle"]
        );
        assert_eq!(wrap("one two three four five", 12.0, Weight::Regular, 60.0, 2).len(), 2);
        assert!(wrap("one two three four five", 12.0, Weight::Regular, 60.0, 2)[1].ends_with('\u{2026}'));
        assert_eq!(wrap("日本語のマイル", 12.0, Weight::Regular, 60.0, 3).concat(), "日本語のマイル");
        assert!(wrap("", 12.0, Weight::Regular, 60.0, 2).is_empty());
    }
}
