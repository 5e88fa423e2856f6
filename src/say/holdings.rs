//! What a site without a plan is: what of, how many, and what it therefore does not say.

use super::words::{counted, listed};

/// How many there are of what.
#[derive(Debug, Clone, Copy, Default)]
pub struct Holdings {
    /// Milestones.
    pub milestones: usize,
    /// Decisions.
    pub decisions: usize,
    /// Tasks.
    pub tasks: usize,
    /// Risks.
    pub risks: usize,
    /// Services.
    pub services: usize,
    /// Plain pages.
    pub pages: usize,
}

/// `9 decisions and 24 pages. There are no milestones, so there is no schedule.`
pub fn holdings(of: Holdings) -> String {
    let all = [
        (of.decisions, "decision"),
        (of.tasks, "task"),
        (of.risks, "risk"),
        (of.services, "service"),
        (of.pages, "page"),
    ];
    let there: Vec<String> =
        all.iter().filter(|(count, _)| *count > 0).map(|(count, noun)| counted(*count, noun)).collect();
    match there.as_slice() {
        [] => "There is nothing here yet.".to_owned(),
        _ => format!("{}. There are no milestones, so there is no schedule.", listed(&there)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_is_counted() {
        let of = Holdings { decisions: 9, pages: 1, ..Holdings::default() };
        assert_eq!(holdings(of), "9 decisions and 1 page. There are no milestones, so there is no schedule.");
        assert_eq!(holdings(Holdings::default()), "There is nothing here yet.");
    }
}
