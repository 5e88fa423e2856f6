//! Slips of the finger that turn a line into something that is no line of YAML: a blank or a colon that is missing,
//! a blank of another kind, a line that lost its indentation.
//!
//! Each looks at the line and its neighbors. Knows no fields, but is told which words are keys.

use std::ops::Range;

use super::{fault::Fault, line::Line, mended::Edit};

/// What was meant by a line at which the parser found no key.
pub(super) fn find(text: &str, line: &Line<'_>, is_key: fn(&str) -> bool) -> Option<Fault> {
    None.or_else(|| odd_blank(line))
        .or_else(|| no_blank_after_colon(line, is_key))
        .or_else(|| no_blank_after_dash(line))
        .or_else(|| other_sign(line, is_key))
        .or_else(|| lost_colon(text, line, is_key))
        .or_else(|| lost_indentation(text, line))
}

/// Blanks that look like one and are none to YAML.
fn is_odd_blank(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// A no-break space after a colon or in the indentation.
fn odd_blank(line: &Line<'_>) -> Option<Fault> {
    let first = line.text.find(is_odd_blank)?;
    let before = &line.text[..first];
    let run = line.text[first..].chars().take_while(|&c| is_odd_blank(c) || c == ' ');
    let length: usize = run.clone().map(char::len_utf8).sum();
    let count = run.count();
    let in_indentation = before.trim_start().trim_matches('-').trim().is_empty();
    let after_colon = before.ends_with(':');
    let blanks = match (in_indentation, after_colon) {
        (true, _) => " ".repeat(count),
        (_, true) => " ".to_owned(),
        _ => return None,
    };
    let range = line.start + first..line.start + first + length;
    let at = if in_indentation { "in the indentation" } else { "after the colon" };
    Some(fault(
        range.clone(),
        format!("a no-break space stands {at}, where YAML takes a plain space"),
        format!("type a plain space: `{}`", line.with(range.clone(), &blanks)),
        Edit::new(range, blanks),
    ))
}

/// `duration:5d`.
fn no_blank_after_colon(line: &Line<'_>, is_key: fn(&str) -> bool) -> Option<Fault> {
    let (word, after) = first_word(line)?;
    let value = after.strip_prefix(':')?;
    let is_address = value.starts_with("//");
    if value.is_empty() || value.starts_with([' ', '\t']) || is_address || !is_key(&word.1) {
        return None;
    }
    let at = word.0.end + 1;
    Some(fault(
        word.0.start..line.end(),
        format!("a space is missing after the colon of `{}`", word.1),
        format!("write `{}`", line.with(at..at, " ").trim_start_matches("- ")),
        Edit::new(at..at, " "),
    ))
}

/// `-date: 2026-03-02`.
fn no_blank_after_dash(line: &Line<'_>) -> Option<Fault> {
    let content = line.text.trim_start_matches(' ');
    let rest = content.strip_prefix('-')?;
    if !rest.starts_with(char::is_alphabetic) || line.key.is_none() {
        return None;
    }
    let at = line.start + (line.text.len() - rest.len());
    Some(fault(
        at - 1..line.end(),
        "a space is missing after the dash of a list item".to_owned(),
        format!("write `{}`", line.with(at..at, " ")),
        Edit::new(at..at, " "),
    ))
}

/// `title = Gateway`, or a colon of another script.
fn other_sign(line: &Line<'_>, is_key: fn(&str) -> bool) -> Option<Fault> {
    let ((word, name), after) = first_word(line)?;
    let blank = after.len() - after.trim_start().len();
    let sign = after.trim_start().chars().next().filter(|sign| matches!(sign, '=' | '：' | '﹕' | '→'))?;
    let rest = &after[blank + sign.len_utf8()..];
    let behind = rest.len() - rest.trim_start().len();
    let range = word.end..word.end + blank + sign.len_utf8() + behind;
    is_key(&name).then(|| {
        fault(
            range.clone(),
            format!("`{sign}` stands after `{name}` where a colon is expected"),
            format!("write `{}`", line.with(range.clone(), ": ").trim_start_matches("- ")),
            Edit::new(range.clone(), ": "),
        )
    })
}

/// `status done`, or `calendar` above an indented block.
fn lost_colon(text: &str, line: &Line<'_>, is_key: fn(&str) -> bool) -> Option<Fault> {
    let ((word, name), after) = first_word(line)?;
    let alone = after.trim().is_empty();
    // `consumers [{service: shop}]` has a colon, but a later one.
    let in_brackets = after.trim_start().starts_with(['[', '{']);
    let is_its_key = line.key.is_some() && !(in_brackets && is_key(&name));
    let opens = alone
        && line.after(text).is_some_and(|next| {
            next.column() > line.column() && (next.key.is_some() || next.is_item()) || next.is_item()
        });
    if !(is_key(&name) || opens) || !(alone || after.starts_with(' ')) || is_its_key {
        return None;
    }
    let written = if alone { format!("{name}:") } else { line.with(word.end..word.end, ":") };
    Some(fault(
        word.start..line.end(),
        format!("a colon is missing after `{name}`"),
        format!("write `{}`", written.trim_start_matches("- ")),
        Edit::new(word.end..word.end, ":"),
    ))
}

/// Lines of text that go on with the value above them, but stand as far left as its key, or farther.
fn lost_indentation(text: &str, line: &Line<'_>) -> Option<Fault> {
    if line.key.is_some() || line.is_item() || line.is_empty() {
        return None;
    }
    let above = line.before(text)?;
    let goes_on = |above: &Line<'_>| {
        let value = &text[above.value.clone()];
        above.key.is_some() && !value.is_empty() && !value.starts_with(['[', '{', '"', '\''])
    };
    goes_on(&above).then_some(())?;
    let indentation = " ".repeat(above.column() + 2);
    let mut last = line.clone();
    let mut written = format!("{indentation}{}", line.text.trim_start());
    while let Some(next) = last.after(text).filter(|next| {
        next.key.is_none()
            && !next.is_item()
            && next.indent() <= above.column()
            && next.start == last.end_of_line(text)
    }) {
        written.push_str(&format!(
            "{}{indentation}{}",
            &text[last.end()..next.start],
            next.text.trim_start()
        ));
        last = next;
    }
    let key = &text[above.key.clone()?];
    let range = line.start..last.end();
    Some(fault(
        line.content..last.end(),
        format!("this line goes on with the value of `{key}`, but is not indented under it"),
        format!("indent it by {} spaces", above.column() + 2),
        Edit::new(range, written),
    ))
}

/// A word that looks like a key, at the beginning of a line: where it stands, and what follows.
fn first_word<'a>(line: &Line<'a>) -> Option<((Range<usize>, String), &'a str)> {
    let content = &line.text[line.content - line.start..];
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let end = content.find(|c| !is_part(c)).unwrap_or(content.len());
    let named = content.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    named.then(|| ((line.content..line.content + end, content[..end].to_owned()), &content[end..]))
}

fn fault(range: Range<usize>, message: String, hint: String, edit: Edit) -> Fault {
    Fault { range, message, hint, edit: Some(edit) }
}
