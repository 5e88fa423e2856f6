//! The layout of the timeline.

use super::{Report, block::Block, chart, timeline::Timeline, wording::short_number};

impl Report for Timeline {
    fn blocks(&self) -> Vec<Block> {
        let weeks = if self.weeks == 1 { "1 week".to_owned() } else { format!("{} weeks", self.weeks) };
        vec![
            Block::Title(format!("PHASE {} TIMELINE — {}", self.number(), self.phase.title)),
            Block::Lines(vec![
                format!("Sprints: {} ({weeks})", sprint_numbers(&self.sprints)),
                format!("Generated: {}", self.generated),
            ]),
            Block::Drawing(chart::draw(self)),
        ]
    }
}

/// `1–2`, `1, 3`, `none`.
fn sprint_numbers(ids: &[String]) -> String {
    let numbers: Vec<String> = ids.iter().map(|id| short_number(id)).collect();
    let counted: Option<Vec<u64>> = numbers.iter().map(|number| number.parse().ok()).collect();
    let in_a_row = counted
        .is_some_and(|n| n.len() > 1 && n.windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1])));
    match (numbers.as_slice(), in_a_row) {
        ([], _) => "none".to_owned(),
        ([first, .., last], true) => format!("{first}–{last}"),
        (all, _) => all.join(", "),
    }
}
