//! Style sheets and scripts without what only their writers need: comments, indentation, spaces that mean nothing.
//!
//! It knows just enough of CSS to leave alone what it does not understand: no value is rewritten, no rule is moved, and
//! spaces around signs stay, because `1rem + 2vw` needs them. Must not know what the rules are for.

/// The style sheet with the same meaning in fewer bytes.
pub fn style_sheet(css: &str) -> String {
    let mut tight = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => {
                let length = string_length(rest, first);
                tight.push_str(&rest[..length]);
                length
            }
            _ if rest.starts_with("/*") => {
                space(&mut tight);
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            }
            _ if first.is_ascii_whitespace() => {
                space(&mut tight);
                1
            }
            '{' | '}' | ';' | ',' => {
                trim(&mut tight, if first == '}' { &[' ', ';'] } else { &[' '] });
                tight.push(first);
                1
            }
            _ => {
                tight.push(first);
                first.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    trim(&mut tight, &[' ']);
    tight
}

/// One space, unless what stands before needs none. None after a colon: selectors have theirs before it.
fn space(tight: &mut String) {
    if !tight.is_empty() && !tight.ends_with([' ', '{', '}', ';', ',', ':']) {
        tight.push(' ');
    }
}

fn trim(tight: &mut String, characters: &[char]) {
    tight.truncate(tight.trim_end_matches(characters).len());
}

/// The length in bytes of the string that `rest` begins with, both quotes included; all of it where it never ends.
fn string_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|&(_, c)| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    end.map_or(rest.len(), |(at, _)| at + quote.len_utf8())
}

/// One of our own scripts with the same meaning in fewer bytes: without lines that only comment, and without indentation.
/// Texts over several lines would lose theirs; a test holds that ours have none.
pub fn script(js: &str) -> String {
    let lines = js.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::{script, style_sheet};

    #[test]
    fn only_what_means_nothing_goes() {
        let css = "/* head */\n:root { --a: 1px;  --b: Charter, \"A  B\", serif; }\n\
                   h1 { font: 400 clamp(1rem, 1.4rem + 2.2vw, 3rem)/1.1 var(--b); }\n\
                   a :hover > b, .x:not([d=\"l; }\"]) /* c */ .y { content: '\\'; {'; }\n@media print { p { margin: 0 } }\n";
        assert_eq!(
            style_sheet(css),
            ":root{--a:1px;--b:Charter,\"A  B\",serif}h1{font:400 clamp(1rem,1.4rem + 2.2vw,3rem)/1.1 var(--b)}\
             a :hover > b,.x:not([d=\"l; }\"]) .y{content:'\\'; {'}@media print{p{margin:0}}"
        );
    }

    #[test]
    fn what_never_ends_is_kept_or_left_out_whole() {
        assert_eq!(style_sheet("a{b:\"c"), "a{b:\"c");
        assert_eq!(style_sheet("a{} /* c"), "a{}");
        assert_eq!(style_sheet(""), "");
    }

    #[test]
    fn no_text_of_our_scripts_goes_over_several_lines() {
        for (path, bytes) in crate::render::built_in_assets().filter(|(path, _)| path.ends_with(".js")) {
            let text = std::str::from_utf8(bytes).expect("text");
            assert!(!text.contains('`') && !text.contains("\\\n") && !text.contains("/*\n"), "{path}");
        }
    }

    #[test]
    fn our_scripts_are_small() {
        let scripts = crate::render::built_in_assets().filter(|(path, _)| path.ends_with(".js"));
        let bytes =
            scripts.map(|(_, bytes)| script(std::str::from_utf8(bytes).expect("text")).len()).sum::<usize>();
        assert!(bytes < 30_000, "{bytes} bytes");
    }

    #[test]
    fn scripts_lose_comments_and_indentation() {
        assert_eq!(
            script("// head\n(function () {\n  // in\n  var a = 1; // stays\n\n})();"),
            "(function () {\nvar a = 1; // stays\n})();\n"
        );
    }
}
