//! Every color that a site shows, now and at the end of each sprint.

use milepost::{
    analyse::{Analysis, Chronicle, RollUp},
    model::{Program, Rag},
    site::Checked,
};

/// A color as it stands on a page, and whether something is said to be unknown beside it.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    pub rag: Rag,
    pub unknown: bool,
}

impl Shown {
    fn of(roll_up: &RollUp) -> Self {
        let unknown = roll_up.rag == Rag::Unknown || roll_up.because.iter().any(|m| m.rag == Rag::Unknown);
        Self { rag: roll_up.rag, unknown }
    }

    /// Yes as green, no as red.
    fn yes(is_so: bool) -> Self {
        Self { rag: if is_so { Rag::Green } else { Rag::Red }, unknown: false }
    }

    fn weight(self) -> u8 {
        match self.rag {
            Rag::Planned | Rag::Green => 0,
            Rag::Amber | Rag::Unknown => 1,
            Rag::Red => 2,
        }
    }

    pub fn no_greener_than(self, before: Self) -> bool {
        self.weight() >= before.weight() || (self.weight() > 0 && self.unknown)
    }
}

pub type Named = Vec<(String, Shown)>;

/// Every color of the site, with its name.
pub fn colors(checked: &Checked) -> Named {
    let (program, chronicle) = (&checked.program, &checked.chronicle);
    let mut all = vec![("program".to_owned(), Shown::of(&chronicle.now.program.roll_up))];
    all.extend(on_the_day("now", program, &chronicle.now));
    for key in program.sprints.keys() {
        let state = chronicle.for_sprint(program, &checked.graph, key);
        let sprint = state.sprint(key);
        all.push((format!("sprint {}", key.index() + 1), Shown::of(&sprint.roll_up)));
        if chronicle.past.at(key).is_some() {
            all.extend(on_the_day(&state.as_of.to_string(), program, &state));
        }
    }
    all.extend(acknowledgements(program, chronicle));
    all
}

fn on_the_day(when: &str, program: &Program, analysis: &Analysis) -> Named {
    let mut all = Vec::new();
    for (number, milestone) in (1..).zip(&analysis.milestones) {
        let verdict = &milestone.verdict;
        let unknown = verdict.fired.iter().any(|fired| fired.rag == Rag::Unknown);
        all.push((format!("M{number} {when}"), Shown { rag: verdict.shown, unknown }));
    }
    for risk in &analysis.risks {
        all.push((format!("risk {when}"), Shown { rag: risk.rag, unknown: risk.rag == Rag::Unknown }));
        all.push((format!("no risk stands {when}"), Shown::yes(!risk.open)));
    }
    all.extend(
        analysis.blockers.iter().map(|b| (format!("no blocker is active {when}"), Shown::yes(!b.active))),
    );
    for (phase, row) in analysis.phases.iter().zip(program.phases.rows()) {
        all.push((format!("phase {when}"), Shown::of(&phase.roll_up)));
        let criteria = row.gate.criteria.iter().zip(&phase.gate.criteria);
        all.extend(criteria.map(|(told, is)| (format!("{} {when}", told.text), Shown::yes(is.met))));
    }
    all
}

fn acknowledgements(program: &Program, chronicle: &Chronicle) -> Named {
    let contracts = program.contracts.rows().iter();
    let all =
        contracts.flat_map(|contract| contract.consumers.iter().map(move |consumer| (contract, consumer)));
    all.map(|(contract, consumer)| {
        ("acknowledged".to_owned(), Shown::yes(contract.acknowledged(consumer, chronicle.now.as_of)))
    })
    .collect()
}
