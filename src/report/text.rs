//! Blocks as plain text.

use super::{
    block::{Block, Entry},
    line::{WIDTH, plain, width, wrap},
    table,
};

/// Blocks with an empty line between them, but not under a title or heading.
pub(super) fn write(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut before: Option<&Block> = None;
    for block in blocks {
        let close = matches!(
            (before, block),
            (None | Some(Block::Title(_) | Block::Heading(_)), _)
                | (Some(Block::Group { .. }), Block::Group { .. })
        );
        if !close {
            text.push('\n');
        }
        for line in lines(block) {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        before = Some(block);
    }
    text
}

fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Title(title) | Block::Heading(title) => vec![plain(title)],
        Block::Lines(lines) => lines.iter().map(|line| plain(line)).collect(),
        Block::Table(table) => table::lines(table),
        Block::Entry(entry) => entry_lines(entry),
        Block::Group { name, items } => {
            let mut lines = vec![format!("  {name}:")];
            lines.extend(items.iter().map(|item| format!("    - {}", plain(item))));
            if items.is_empty() {
                lines.push("    - none".to_owned());
            }
            lines
        }
        Block::Items(items) => items.iter().flat_map(|item| hung("- ", "  ", item)).collect(),
        Block::Drawing(drawing) => drawing.lines().map(str::to_owned).collect(),
    }
}

fn entry_lines(entry: &Entry) -> Vec<String> {
    let mut lines = hung(&format!("{}: ", plain(&entry.head)), "    ", &entry.text);
    for (name, value) in &entry.fields {
        let start = format!("  {name}: ");
        let hang = " ".repeat(width(&start));
        lines.extend(hung(&start, &hang, value));
    }
    lines
}

/// A text behind `start`; what goes on in further lines stands behind `hang`.
fn hung(start: &str, hang: &str, text: &str) -> Vec<String> {
    let least = WIDTH / 2;
    let room = |before: &str| WIDTH.saturating_sub(width(before)).max(least);
    let parts = wrap(&plain(text), room(start), room(hang));
    let line = |(nth, part): (usize, String)| format!("{}{part}", if nth == 0 { start } else { hang });
    parts.into_iter().enumerate().map(line).collect()
}
