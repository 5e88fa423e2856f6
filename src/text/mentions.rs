//! What in Markdown tells somebody elsewhere: names, issues, addresses.
//!
//! GitHub and its like make links of `@name`, `#12`, `GH-12`, `owner/name#12` and of bare addresses wherever they stand in
//! a comment, escaped or not, and notify people or write into the issues named. An empty comment inside prevents that.

/// Stands where a name would be read on.
const BREAK: &str = "<!-- -->";

/// Markdown or HTML in which nobody is notified and nothing becomes a link by itself.
pub fn unmentioned(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        let (before, behind) = (&text[..at], &text[at + c.len_utf8()..]);
        let ends = |word: &str| {
            before.len() >= word.len()
                && before.as_bytes()[at - word.len()..].eq_ignore_ascii_case(word.as_bytes())
        };
        let number = behind.starts_with(|c: char| c.is_ascii_digit());
        out.push(c);
        let breaks = match c {
            '@' => true,
            // `&#39;` is a character of HTML.
            '#' => number && !ends("&"),
            '-' => number && ends("gh"),
            ':' => behind.starts_with("//"),
            'w' | 'W' => ends("ww") && behind.starts_with('.'),
            _ => false,
        };
        if breaks {
            out.push_str(BREAK);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_notified() {
        for (text, is) in [
            ("@ada and a@b.c", "@<!-- -->ada and a@<!-- -->b.c"),
            ("\\#12 o/n#1", "\\#<!-- -->12 o/n#<!-- -->1"),
            ("GH-1 gh-22", "GH-<!-- -->1 gh-<!-- -->22"),
            ("https://x.org www.x.org WWW.x", "https:<!-- -->//x.org www<!-- -->.x.org WWW<!-- -->.x"),
            ("&#39;x&#39; # a-1 RISK-1 C#", "&#39;x&#39; # a-1 RISK-1 C#"),
        ] {
            assert_eq!(unmentioned(text), is);
        }
    }
}
