//! Blocks as Markdown in GitHub's dialect. What content says is escaped: it stays text.

use super::{
    block::{Block, Entry, Table},
    line::plain,
};
use crate::text::unmentioned;

/// Blocks with an empty line between them.
pub(super) fn write(blocks: &[Block]) -> String {
    let parts: Vec<String> = blocks.iter().map(block_text).filter(|part| !part.is_empty()).collect();
    // Two lists with nothing but an empty line between them would be one.
    let text = parts.join("\n\n");
    format!("{text}\n")
}

fn block_text(block: &Block) -> String {
    match block {
        Block::Title(title) => format!("# {}", shown(title)),
        Block::Heading(heading) => format!("## {}", shown(heading)),
        Block::Lines(lines) => lines.iter().map(|line| shown(line)).collect::<Vec<_>>().join("\\\n"),
        Block::Table(table) => table_text(table),
        Block::Entry(entry) => entry_text(entry),
        Block::Group { name, items } => {
            let items = if items.is_empty() { &["none".to_owned()][..] } else { items };
            format!("**{name}**\n\n{}", list(items))
        }
        Block::Items(items) => list(items),
        Block::Drawing(drawing) => fenced(drawing),
    }
}

fn list(items: &[String]) -> String {
    items.iter().map(|item| format!("- {}", shown(item))).collect::<Vec<_>>().join("\n")
}

fn entry_text(entry: &Entry) -> String {
    let mut lines = vec![format!("- **{}:** {}", shown(&entry.head), shown(&entry.text))];
    lines.extend(entry.fields.iter().map(|(name, value)| format!("  - {name}: {}", shown(value))));
    lines.join("\n")
}

fn table_text(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let rule = |centered: bool| if centered { ":---:" } else { "---" };
    let mut lines = vec![
        row(table.columns.iter().map(|column| column.head.to_owned()).collect()),
        row(table.columns.iter().map(|column| rule(column.centered).to_owned()).collect()),
    ];
    lines.extend(table.rows.iter().map(|cells| row(cells.iter().map(|cell| shown(cell)).collect())));
    lines.join("\n")
}

/// A fence that is longer than any run of backticks inside.
fn fenced(drawing: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for c in drawing.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}", drawing.trim_end_matches('\n'))
}

/// One line of text that stays text, and in which nobody is notified.
fn shown(text: &str) -> String {
    unmentioned(&escaped(text))
}

/// One line of text with a backslash before all that Markdown could take for its own.
pub(super) fn escaped(text: &str) -> String {
    let line = plain(text);
    let mut safe = String::with_capacity(line.len());
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in line.char_indices() {
        let special = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&');
        let opens =
            at == 0 && matches!(c, '-' | '+' | '=') || at == digits && digits > 0 && matches!(c, '.' | ')');
        if special || opens {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_stays_text() {
        assert_eq!(escaped("# <b>*x*</b> [a](b)\n- y"), "\\# \\<b\\>\\*x\\*\\</b\\> \\[a\\](b) - y");
        assert_eq!(escaped("12. x"), "12\\. x");
        assert_eq!(escaped("- x"), "\\- x");
        assert_eq!(escaped("a. 1. b"), "a. 1. b");
        assert_eq!(shown("@ada #1"), "@<!-- -->ada \\#<!-- -->1");
        assert!(fenced("a ``` b").starts_with("````text\n"));
    }
}
