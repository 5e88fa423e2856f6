//! Cuts a YAML text into its top-level entries by looking at the lines alone, so that a fault in one entry
//! does not take the others with it.

use std::ops::Range;

/// The byte ranges of the entries: each begins at a line that looks like `key:` at the outermost indentation.
/// What stands before the first such line is an entry of its own, and so is a whole text in braces. Together they
/// are the whole text.
pub(super) fn split(text: &str) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let in_braces = text.trim_start().starts_with('{');
    let indents = text.lines().filter(|line| begins_entry(line.trim_start_matches(' ')));
    let outermost = indents.map(|line| line.len() - line.trim_start_matches(' ').len()).min();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches(' ');
        let indent = line.len() - content.len();
        if !content.trim().is_empty()
            && !content.starts_with('#')
            && Some(indent) == outermost
            && at > 0
            && !in_braces
            && begins_entry(content)
        {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Whether a line, without its indentation, looks like the first of an entry.
pub(in crate::load) fn begins_entry(content: &str) -> bool {
    let Some(colon) = end_of_key(content) else { return false };
    let after = content.as_bytes().get(colon + 1);
    after.is_none_or(|b| b.is_ascii_whitespace())
}

/// The key of a line that looks like the first of an entry, without its quotes.
pub(in crate::load) fn key_of(content: &str) -> Option<&str> {
    let end = end_of_key(content).filter(|_| begins_entry(content))?;
    Some(content[..end].trim_end().trim_matches(['"', '\'']))
}

/// The offset of the colon after a leading key: a quoted text, or words that begin like a name.
fn end_of_key(content: &str) -> Option<usize> {
    let first = content.chars().next()?;
    if first == '"' || first == '\'' {
        let close = content.get(1..)?.find(first)? + 1;
        let after = content.get(close + 1..)?;
        let blank = after.len() - after.trim_start_matches(' ').len();
        return after.trim_start_matches(' ').starts_with(':').then_some(close + 1 + blank);
    }
    let named = first.is_alphanumeric() || matches!(first, '_' | '.' | '<' | '?');
    let line = content.lines().next()?;
    named.then(|| {
        line.find(": ")
            .or_else(|| line.find(":\t"))
            .or_else(|| line.trim_end().strip_suffix(':').map(str::len))
    })?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_begin_at_outermost_keys_and_cover_the_text() {
        let text = "# c\nid: M1\nlist:\n- a: 1\n- b\n\n\"quoted key\": x\nmap:\n  id: 2\n@bad\nlast:\n";
        let pieces: Vec<_> = split(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(
            pieces,
            [
                "# c\n",
                "id: M1\n",
                "list:\n- a: 1\n- b\n\n",
                "\"quoted key\": x\n",
                "map:\n  id: 2\n@bad\n",
                "last:\n"
            ]
        );
        assert_eq!(split("").len(), 1);
    }
}
