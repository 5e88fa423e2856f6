//! Everything that is asked, owner by owner, the most urgent first.

use serde::Serialize;

use crate::view::{
    Context, OwnerLink, SubjectLink,
    part::asks::{Ask, Asks},
};

/// What stands on the page of all asks.
#[derive(Debug, Clone, Serialize)]
pub struct AsksPage {
    /// Those with an action, by who has to do it; the owner whose ask is most urgent first, nobody last.
    pub groups: Vec<AsksOf>,
    /// How many asks there are.
    pub count: usize,
    /// How many are promised for later than they are needed.
    pub too_late: usize,
    /// How many promises were not kept.
    pub overdue: usize,
    /// Milestones of which nobody has reported lately.
    pub silent: Vec<SubjectLink>,
    /// Things off the plan without a next action.
    pub without: Vec<SubjectLink>,
}

/// What is asked of one owner.
#[derive(Debug, Clone, Serialize)]
pub struct AsksOf {
    /// Of whom; `None` where nobody is named.
    pub owner: Option<OwnerLink>,
    /// What.
    pub asks: Vec<Ask>,
}

impl Context<'_> {
    /// The page of all asks, on the status date.
    pub fn asks_page(&self) -> AsksPage {
        let Asks { rows, silent, without } = self.program_asks();
        let count = |verdict: &str| rows.iter().filter(|ask| ask.verdict == verdict).count();
        let (count_all, too_late, overdue) = (rows.len(), count("too late"), count("overdue"));
        let mut groups: Vec<AsksOf> = Vec::new();
        for ask in rows {
            match groups.iter_mut().find(|group| group.owner == ask.owner) {
                Some(group) => group.asks.push(ask),
                None => groups.push(AsksOf { owner: ask.owner.clone(), asks: vec![ask] }),
            }
        }
        groups.sort_by_key(|group| group.owner.is_none());
        AsksPage { groups, count: count_all, too_late, overdue, silent, without }
    }
}
