//! Whether a project comes to the same under a new name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use serde_json::Value;

use crate::analyse::outline::Outline;
use crate::model::RecordedState;
use crate::say::words::{counted, listed};
use crate::site::Checked;

/// All answers of a project, each as a text in which nothing but names can differ, in four groups.
pub struct Answers([BTreeMap<String, usize>; 4]);

const GROUPS: [&str; 4] = ["date", "color", "past color", "finding"];

impl Answers {
    /// Those of a project, with `name` put into each of them.
    pub fn of(checked: &Checked, name: impl Fn(&str) -> String) -> Self {
        let outline = Outline::new(&checked.program, &checked.chronicle, &checked.diagnostics);
        let mut groups: [BTreeMap<String, usize>; 4] = Default::default();
        let mut add = |group: usize, text: String, count: usize| {
            *groups[group].entry(name(&text)).or_insert(0) += count;
        };
        add(0, told(&outline.finish), 1);
        outline.gates.iter().for_each(|gate| add(0, told(&gate), 1));
        outline.milestones.iter().for_each(|milestone| add(0, told(&milestone), 1));
        outline.colors.iter().for_each(|color| add(1, told(&color), 1));
        outline.standing.iter().for_each(|stands| add(1, told(&stands), 1));
        outline.things.iter().for_each(|thing| add(0, told(&thing), 1));
        for (code, about) in &outline.escalations {
            let mut about: Vec<String> = about.iter().map(|id| name(id)).collect();
            about.sort_unstable();
            add(1, format!("{code:?} {about:?}"), 1);
        }
        for (id, ended) in &outline.ended {
            // what people wrote keeps the names that they wrote
            let state = RecordedState { words: BTreeMap::new(), ..ended.state.clone() };
            let state = serde_json::to_value(&state).unwrap_or_default();
            leaves(&state, &mut |leaf| add(2, format!("{id:?} {leaf}"), 1));
            ended.corrections.iter().for_each(|correction| add(2, told(&correction), 1));
        }
        for (found, count) in &outline.findings {
            let what = format!("{:?} {} {} {}", found.severity, found.code, found.file, found.message);
            add(3, what, *count);
        }
        Self(groups)
    }

    /// What is otherwise: `2 dates and 1 finding`; `None` where nothing is.
    pub fn differences(&self, other: &Self) -> Option<String> {
        let differ = |index: usize| {
            let (was, is) = (&self.0[index], &other.0[index]);
            let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
            let changed = keys.into_iter().filter(|key| was.get(*key) != is.get(*key)).count();
            // A change goes at one side and comes at the other.
            changed.div_ceil(2)
        };
        let told: Vec<String> = (0..GROUPS.len())
            .filter_map(|index| {
                Some(differ(index)).filter(|count| *count > 0).map(|count| counted(count, GROUPS[index]))
            })
            .collect();
        (!told.is_empty()).then(|| listed(&told))
    }
}

fn told(what: &impl Debug) -> String {
    format!("{what:?}")
}

/// The rows of a record: what stands in a list is a row of its own, for lists are in the order of ids.
fn leaves(value: &Value, each: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(fields) => fields.values().for_each(|value| leaves(value, each)),
        Value::Array(items) => items.iter().for_each(each),
        leaf => each(leaf),
    }
}
