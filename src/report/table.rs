//! A table drawn with box characters.

use super::{
    block::{Column, Table},
    line::{center, pad, plain, width, wrap},
};

/// How far what goes on in the next line is set in.
const HANG: &str = "  ";

/// The lines of a table, all of the same width. A cell that is too long goes on below.
pub(super) fn lines(table: &Table) -> Vec<String> {
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|cell| cell_text(cell)).collect()).collect();
    let widths: Vec<usize> =
        table.columns.iter().enumerate().map(|(at, column)| column_width(column, at, &rows)).collect();
    let heads: Vec<String> = table.columns.iter().map(|column| column.head.to_owned()).collect();
    let left: Vec<Column> =
        table.columns.iter().map(|column| Column { centered: false, ..*column }).collect();
    let mut lines = vec![rule(&widths, ["┌", "┬", "┐"])];
    lines.extend(row_lines(&left, &widths, &heads));
    lines.push(rule(&widths, ["├", "┼", "┤"]));
    lines.extend(rows.iter().flat_map(|row| row_lines(&table.columns, &widths, row)));
    lines.push(rule(&widths, ["└", "┴", "┘"]));
    lines
}

/// A cell as one line; spaces before it align it with others.
fn cell_text(cell: &str) -> String {
    let text = plain(cell);
    let spaces = cell.len() - cell.trim_start_matches(' ').len();
    format!("{}{text}", " ".repeat(spaces.min(2)))
}

fn column_width(column: &Column, at: usize, rows: &[Vec<String>]) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell));
    let widest = cells.max().unwrap_or(0).max(width(column.head));
    widest.clamp(column.least, column.most.max(column.least))
}

fn rule(widths: &[usize], [start, middle, end]: [&str; 3]) -> String {
    let parts: Vec<String> = widths.iter().map(|columns| "─".repeat(columns + 2)).collect();
    format!("{start}{}{end}", parts.join(middle))
}

fn row_lines(columns: &[Column], widths: &[usize], row: &[String]) -> Vec<String> {
    let cells: Vec<Vec<String>> = widths
        .iter()
        .enumerate()
        .map(|(at, columns)| {
            let cell = row.get(at).map_or("", String::as_str);
            if width(cell) <= *columns {
                return vec![cell.to_owned()];
            }
            let mut parts = wrap(cell, *columns, columns.saturating_sub(HANG.len()).max(2));
            for part in parts.iter_mut().skip(1) {
                part.insert_str(0, HANG);
            }
            parts
        })
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |nth: usize| {
        let parts = cells.iter().zip(widths).zip(columns).map(|((cell, columns), column)| {
            let text = cell.get(nth).map_or("", String::as_str);
            if column.centered { center(text, *columns) } else { pad(text, *columns) }
        });
        format!("│ {} │", parts.collect::<Vec<_>>().join(" │ "))
    };
    (0..height).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_border_is_straight() {
        let column = |head, centered, most| Column { head, centered, least: 4, most };
        let table = Table {
            columns: vec![column("Milestone", false, 12), column("Status", true, 9)],
            rows: [
                ["漢字のゲートウェイ", "RED"],
                ["e\u{301}te\u{301} 👩\u{200d}💻 👍🏽 🇩🇪", "UNKNOWN"],
                ["", "  5%"],
            ]
            .map(|row| row.map(str::to_owned).to_vec())
            .to_vec(),
        };
        let lines = lines(&table);
        assert_eq!(lines.iter().map(|line| width(line)).collect::<std::collections::BTreeSet<_>>().len(), 1);
        insta::assert_snapshot!(lines.join("\n"));
    }
}
