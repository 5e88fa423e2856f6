//! Decisions in groups: by the year in which they were taken, by where they stand, by what they are about.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use serde::Serialize;

use crate::{
    model::{Decision, Key, Subject},
    view::{Context, part::decision_row::DecisionRow},
};

/// Most decisions of a group that are named: the log has all.
const MOST: usize = 12;

/// Decisions that have something in common.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionGroup {
    /// What: `2026`, `accepted`, `storage`.
    pub title: String,
    /// How many there are.
    pub count: usize,
    /// The newest of them.
    pub newest: Vec<DecisionRow>,
}

/// All decisions in each of the three ways; by area only where there are several.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DecisionGroups {
    /// The newest year first, those without a day last; none where nothing has a day.
    pub years: Vec<DecisionGroup>,
    /// The largest group first, where there are several.
    pub statuses: Vec<DecisionGroup>,
    /// In order of their names.
    pub areas: Vec<DecisionGroup>,
}

/// Keys by which records say what they are about, the surest first.
const AREAS: [&str; 7] = ["area", "areas", "category", "categories", "component", "scope", "tags"];

impl Context<'_> {
    /// All decisions in groups.
    pub(in crate::view) fn decision_groups(&self) -> DecisionGroups {
        let mut keys: Vec<Key<Decision>> = self.program.decisions.keys().collect();
        let rows: BTreeMap<Key<Decision>, DecisionRow> =
            keys.iter().map(|key| (*key, self.decision_row(*key))).collect();
        keys.sort_by_key(|key| std::cmp::Reverse((rows[key].date, *key)));
        let folders: BTreeSet<&str> = keys.iter().filter_map(|key| self.folder_of(*key)).collect();
        let in_folders = folders.len() > 1;
        let (mut years, mut statuses, mut areas) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for key in keys {
            let row = &rows[&key];
            let year = row.date.map(|date| date.year());
            years.entry(std::cmp::Reverse(year)).or_insert_with(Vec::new).push(row);
            statuses.entry(row.status).or_insert_with(Vec::new).push(row);
            for area in self.areas(key, in_folders) {
                areas.entry(area).or_insert_with(Vec::new).push(row);
            }
        }
        let year = |std::cmp::Reverse(year): std::cmp::Reverse<Option<i32>>| {
            year.map_or_else(|| NO_DAY.to_owned(), |year| year.to_string())
        };
        let mut statuses: Vec<DecisionGroup> =
            statuses.into_iter().map(|(status, rows)| group(status.to_owned(), &rows)).collect();
        statuses.sort_by_key(|group| std::cmp::Reverse(group.count));
        let several = areas.len() > 1;
        let has_days = years.keys().any(|std::cmp::Reverse(year)| year.is_some());
        DecisionGroups {
            years: (years.into_iter().filter(|_| has_days))
                .map(|(of, rows)| group(year(of), &rows))
                .collect(),
            statuses: if statuses.len() > 1 { statuses } else { Vec::new() },
            areas: areas.into_iter().filter(|_| several).map(|(area, rows)| group(area, &rows)).collect(),
        }
    }

    fn folder_of(&self, key: Key<Decision>) -> Option<&str> {
        self.program.sources.path(self.program.decisions[key].head.file).rsplit('/').nth(1)
    }

    /// What a decision is about: what its file says, else the services, contracts and phases that it touches, else the folder
    /// that it lies in, where decisions lie in several.
    fn areas(&self, key: Key<Decision>, in_folders: bool) -> Vec<String> {
        let decision = &self.program.decisions[key];
        let extras = self.program.extras.get(&decision.head.file).map_or(&[][..], Vec::as_slice);
        let said =
            AREAS.iter().find_map(|area| extras.iter().find(|extra| extra.key.eq_ignore_ascii_case(area)));
        if let Some(said) = said {
            let values = said.values.iter().flat_map(|value| value.split(','));
            return values.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect();
        }
        let touched = decision.affects.iter().filter_map(|about| match about.value {
            Subject::Milestone(milestone) => self.program.milestones[milestone].phase.map(Subject::Phase),
            about @ (Subject::Service(_) | Subject::Contract(_) | Subject::Phase(_)) => Some(about),
            _ => None,
        });
        let touched: BTreeSet<Subject> = touched.collect();
        if !touched.is_empty() {
            return touched.into_iter().map(|about| self.plain_link(about).text).collect();
        }
        self.folder_of(key).filter(|_| in_folders).map(str::to_owned).into_iter().collect()
    }
}

/// Of decisions without a day.
const NO_DAY: &str = "no date";

fn group(title: String, rows: &[&DecisionRow]) -> DecisionGroup {
    let newest = rows.iter().take(MOST).map(|row| (*row).clone()).collect();
    DecisionGroup { title, count: rows.len(), newest }
}
