//! Every color that a site shows: what `api/program.json` says of the status date and of each sprint, and what the pages
//! of past sprints say.

use milepost::{
    analyse::Analysis,
    model::{Entity, Program, Rag},
    site::Checked,
};
use serde_json::Value;

/// A color as it stands on a page, and whether something is said to be unknown beside it.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    pub weight: u8,
    pub unknown: bool,
}

impl Shown {
    /// `told` are the reasons of the color, each with one of its own.
    fn of(rag: &Value, told: &Value) -> Self {
        let rag = rag.as_str().expect("a color");
        let reasons = told.as_array().map(Vec::as_slice).unwrap_or_default();
        let unknown = rag == "unknown" || reasons.iter().any(|reason| reason["rag"] == "unknown");
        let weight = match rag {
            "planned" | "green" => 0,
            "amber" | "unknown" => 1,
            "red" => 2,
            other => panic!("no color: {other}"),
        };
        Self { weight, unknown }
    }

    /// Yes as green, no as red.
    fn yes(is_so: bool) -> Self {
        Self { weight: if is_so { 0 } else { 2 }, unknown: false }
    }

    pub fn no_greener_than(self, before: Self) -> bool {
        self.weight >= before.weight || (self.weight > 0 && self.unknown)
    }
}

pub type Named = Vec<(String, Shown)>;

/// The colors that got greener, or are gone: which, what each was, what it is.
pub fn greener<'a>(
    before: &'a Named,
    now: &'a Named,
) -> impl Iterator<Item = (&'a str, Shown, Option<Shown>)> {
    before.iter().filter_map(|(name, was)| {
        let is = now.iter().find(|(other, _)| other == name).map(|(_, is)| *is);
        is.is_none_or(|is| !is.no_greener_than(*was)).then_some((name.as_str(), *was, is))
    })
}

/// Every color of the site, with its name.
pub fn colors(checked: &Checked) -> Named {
    let record = checked.context().program_record(&[], None);
    let record = serde_json::to_value(record).expect("the record can be written");
    let mut all = vec![("program".to_owned(), Shown::of(&record["rag"], &record["reasons"]))];
    for phase in list(&record["phases"]) {
        all.push((format!("phase {}", id(phase)), Shown::of(&phase["rag"], &phase["reasons"])));
        let criteria = list(&phase["gate"]["criteria"]);
        all.extend(criteria.map(|is| (format!("{} is met", is["text"]), Shown::yes(is["met"] == true))));
    }
    for row in list(&record["milestones"]) {
        all.push((id(row), Shown::of(&row["rag"], &row["rules"])));
    }
    for row in list(&record["sprints"]) {
        all.push((format!("sprint {}", id(row)), Shown::of(&row["rag"], &row["reasons"])));
    }
    for row in list(&record["risks"]) {
        all.push((id(row), Shown::of(&row["rag"], &Value::Null)));
        let gone = row["status"] == "closed" || row["status"] == "mitigated";
        all.push((format!("{} is gone", id(row)), Shown::yes(gone)));
    }
    for row in list(&record["blockers"]) {
        all.push((format!("{} is resolved", id(row)), Shown::yes(row["active"] == false)));
    }
    for contract in list(&record["contracts"]) {
        let consumers = list(&contract["consumers"]);
        let agreed = |row: &Value| format!("{} agreed to {}", row["service"], contract["id"]);
        all.extend(consumers.map(|row| (agreed(row), Shown::yes(row["acknowledged"] == true))));
    }
    all.extend(of_the_past(checked));
    all
}

fn list(rows: &Value) -> impl Iterator<Item = &Value> {
    rows.as_array().expect("a list").iter()
}

fn id(row: &Value) -> String {
    row["id"].as_str().expect("an id").to_owned()
}

/// What the pages of past sprints show beside the color of the sprint.
fn of_the_past(checked: &Checked) -> Named {
    let (program, chronicle) = (&checked.program, &checked.chronicle);
    let past = program.sprints.keys().filter(|key| chronicle.past.at(*key).is_some());
    past.flat_map(|key| on_a_day(program, &chronicle.for_sprint(program, &checked.graph, key))).collect()
}

fn on_a_day(program: &Program, analysis: &Analysis) -> Named {
    let when = analysis.as_of;
    let milestones = analysis.milestones.iter().zip(program.milestones.rows()).map(|(is, row)| {
        let unknown = is.verdict.fired.iter().any(|fired| fired.rag == Rag::Unknown);
        let rag = Value::from(is.verdict.shown.word());
        (format!("{} {when}", row.head().id), Shown { unknown, ..Shown::of(&rag, &Value::Null) })
    });
    let risks = analysis.risks.iter().map(|risk| (format!("no risk stands {when}"), Shown::yes(!risk.open)));
    let blockers = analysis.blockers.iter();
    let blockers = blockers.map(|b| (format!("no blocker is active {when}"), Shown::yes(!b.active)));
    milestones.chain(risks).chain(blockers).collect()
}
