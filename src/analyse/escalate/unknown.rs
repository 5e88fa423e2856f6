//! E0: what nobody knows is asked of whoever should know it.

use super::{
    ChoiceOption, Escalation, EscalationCode, MASTER, Payload, QuestionPayload, Scene,
    since::{first_of_run, report_days},
};
use crate::{
    analyse::{Fired, RuleCode},
    model::{Blocker, Entity, Head, Key, Milestone, Owner, Phase, Priority, Rag, Risk, Subject},
};

pub(super) fn unknown(scene: &Scene) -> Vec<Escalation> {
    let program = scene.program;
    let milestones = program.milestones.keys().filter_map(|key| milestone(scene, key));
    let risks = program.risks.keys().filter_map(|key| risk(scene, key));
    let blockers = program.blockers.keys().filter_map(|key| blocker(scene, key));
    let gates = program.phases.keys().filter_map(|key| gate(scene, key));
    milestones.chain(risks).chain(blockers).chain(gates).collect()
}

/// A question to be asked.
struct Asked {
    question: String,
    facts: String,
    options: [(&'static str, String); 2],
    impact: String,
}

fn milestone(scene: &Scene, key: Key<Milestone>) -> Option<Escalation> {
    let analysis = scene.analysis.milestone(key);
    let unknown: Vec<&Fired> =
        analysis.verdict.fired.iter().filter(|fired| fired.rag == Rag::Unknown).collect();
    let first = unknown.first()?;
    let head = scene.program.milestones[key].head();
    let (question, options) = asked_of_milestone(first.code, head);
    let reasons: Vec<&str> = unknown.iter().map(|fired| fired.reason.as_str()).collect();
    let asked = Asked {
        question,
        facts: format!("{} {}: {}", head.id, head.title, reasons.join(" ")),
        options,
        impact: format!(
            "Until then it counts as amber at least. {}",
            scene.waiting(scene.graph.successors(key))
        ),
    };
    let raised_on = scene.kept.milestone(key).unknown_since.unwrap_or(scene.as_of());
    let owner = analysis.facts.owner.as_ref().map(|fact| fact.value.clone());
    let subject = Subject::Milestone(key);
    Some(escalation(scene, subject, Some(key), raised_on, owner, asked))
}

fn asked_of_milestone(code: RuleCode, head: &Head) -> (String, [(&'static str, String); 2]) {
    let (id, title) = (&head.id, &head.title);
    match code {
        RuleCode::NoOwner => (
            format!("Who answers for {id} {title}?"),
            [
                ("Name an owner", "Write `owner` into its file; the owner reports from then on.".to_owned()),
                ("Stop it", format!("Set {id} to `planned` until somebody can take it.")),
            ],
        ),
        RuleCode::Unscheduled => (
            format!("When can {id} {title} be done?"),
            [
                (
                    "Give it dates",
                    "Write a `duration`, or `start` and `finish`, and mend what it waits for.".to_owned(),
                ),
                ("Take it out of the plan", format!("Set {id} to `cancelled`, with a note why.")),
            ],
        ),
        RuleCode::Coverage => (
            format!("How well are the services of {id} {title} tested?"),
            [
                ("Measure", "Add what is missing to `coverage` of the service, with the day.".to_owned()),
                ("Say why not", format!("Report on {id} why it cannot be measured, and until when.")),
            ],
        ),
        _ => (
            format!("Where does {id} {title} stand?"),
            [
                ("Report", "Add an update with date, name, `status` and `percent_complete`.".to_owned()),
                ("Hand it on", "Name an owner who knows, and have them report.".to_owned()),
            ],
        ),
    }
}

fn risk(scene: &Scene, key: Key<Risk>) -> Option<Escalation> {
    let state = scene.analysis.risk(key);
    if !state.open || state.rag != Rag::Unknown {
        return None;
    }
    let risk = &scene.program.risks[key];
    let head = risk.head();
    let unrated = |day| {
        let facts = risk.history.on(day);
        facts.probability.is_none() || facts.impact.is_none()
    };
    let from = risk.raised_on.map_or(scene.beginning(), |on| on.value.min(scene.as_of()));
    let raised_on = first_of_run(scene.as_of(), report_days(&risk.history), from, unrated).max(from);
    let affected: Vec<Subject> = risk.affects.iter().map(|subject| subject.value).collect();
    let waiting = scene.open_milestones(&affected);
    let asked = Asked {
        question: format!("How likely is {} {}, and how bad?", head.id, head.title),
        facts: format!("{} {} is open, but its probability or impact is not known.", head.id, head.title),
        options: [
            ("Rate it", "Write `probability` and `impact`, or add an update with them.".to_owned()),
            ("Close it", format!("Set {} to `closed`, with a note why it is gone.", head.id)),
        ],
        impact: format!("Until then it counts as amber at least. {}", scene.waiting(&waiting)),
    };
    let owner = state.facts.owner.as_ref().map(|fact| fact.value.clone());
    Some(escalation(scene, Subject::Risk(key), waiting.first().copied(), raised_on, owner, asked))
}

fn blocker(scene: &Scene, key: Key<Blocker>) -> Option<Escalation> {
    let state = &scene.analysis.blockers[key.index()];
    if !state.active || state.facts.severity.is_some() {
        return None;
    }
    let blocker = &scene.program.blockers[key];
    let head = blocker.head();
    let from = blocker.raised_on.map_or(scene.beginning(), |on| on.value.min(scene.as_of()));
    let blocked: Vec<Subject> = blocker.blocks.iter().map(|subject| subject.value).collect();
    let waiting = scene.open_milestones(&blocked);
    let asked = Asked {
        question: format!("How severe is {} {}?", head.id, head.title),
        facts: format!("{} {} is active, but its severity is not known.", head.id, head.title),
        options: [
            ("Rate it", "Write `severity`, or add an update with it.".to_owned()),
            ("Resolve it", format!("Write `resolved_on` into {} if it is out of the way.", head.id)),
        ],
        impact: format!("Until then it is taken for the worst. {}", scene.waiting(&waiting)),
    };
    let required = state.facts.required_from.as_ref().map(|fact| fact.value.clone());
    let owner = blocker.raised_by.clone().or(required);
    Some(escalation(scene, Subject::Blocker(key), waiting.first().copied(), from, owner, asked))
}

fn gate(scene: &Scene, key: Key<Phase>) -> Option<Escalation> {
    let analysis = &scene.analysis.phases[key.index()];
    let unclear = analysis.gate.unclear.as_ref()?;
    let phase = &scene.program.phases[key];
    let head = phase.head();
    let asked = Asked {
        question: format!("What was decided at the gate of {} {}?", head.id, head.title),
        facts: format!("{} {}: {unclear}", head.id, head.title),
        options: [
            ("Record it", "Write `decision`, `decided_by` and `decided_on` into one update.".to_owned()),
            ("Leave it open", "Set the gate to `pending` until it is decided.".to_owned()),
        ],
        impact: format!("Until then it counts as amber at least. {}", scene.waiting(&[])),
    };
    let days = report_days(&phase.gate.history).filter(|day| *day <= scene.as_of());
    let raised_on = days.last().unwrap_or(scene.beginning()).min(scene.as_of());
    Some(escalation(scene, Subject::Phase(key), None, raised_on, phase.owner.clone(), asked))
}

fn escalation(
    scene: &Scene,
    subject: Subject,
    milestone: Option<Key<Milestone>>,
    raised_on: chrono::NaiveDate,
    owner: Option<Owner>,
    asked: Asked,
) -> Escalation {
    let context = scene.context(subject, milestone, None, raised_on);
    Escalation {
        code: EscalationCode::Unknown,
        about: vec![subject],
        raised_on,
        to: owner.as_ref().map_or_else(|| MASTER.to_owned(), |owner| owner.name.clone()),
        who: owner,
        priority: Priority::Medium,
        summary: asked.facts.clone(),
        place: scene.program.head(subject).place,
        payload: Payload::Question(QuestionPayload {
            task_id: context.task_id.clone(),
            question: asked.question,
            context: asked.facts,
            options: asked
                .options
                .into_iter()
                .map(|(option, text)| ChoiceOption::new(option, text))
                .collect(),
            impact_of_delay: asked.impact,
        }),
        context,
    }
}
