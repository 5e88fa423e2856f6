//! The words that fields take, and the other spellings in which people write them.
//!
//! Must not know where a word was written.

use super::vocabulary::{Stage, squeeze, stage, words_of};
use crate::{
    model::{
        BlockerType, ConstraintKind, ContractStatus, ContractType, DecisionStatus, Distribution,
        GateDecision, Impact, Kind, LifeCycle, LinkKind, Mechanism, Priority, Probability, Rag, RiskCategory,
        RiskStatus, Severity, TaskStatus,
    },
    text::{Nearest, nearest_of},
};

/// A type whose values are words.
pub trait Word: Copy + 'static {
    /// Every value that a file may give.
    const VALUES: &'static [Self];
    /// Other spellings, folded as by [`fold`]; a sign such as `🟢` stands as it is.
    const SYNONYMS: &'static [(&'static str, Self)];
    /// What a value is called in a message: `a status`.
    const WHAT: &'static str;
    /// The kind of things of which it says where they stand, where it does.
    const STATUS_OF: Option<Kind> = None;

    /// The spelling of the manual.
    fn spelling(self) -> &'static str;

    /// The value that says that something is so far; only of a status.
    fn at_stage(_: Stage) -> Option<Self> {
        None
    }
}

/// The value that `text` names, in any case, with spaces or hyphens for underscores.
pub fn parse_word<W: Word>(text: &str) -> Option<W> {
    let squeezed = squeeze(text);
    let known = |value: &&W| squeeze(value.spelling()) == squeezed;
    let synonym = || W::SYNONYMS.iter().find(|(word, _)| squeeze(word) == squeezed).map(|&(_, value)| value);
    let by_stage = || stage(&squeezed).and_then(W::at_stage);
    W::VALUES.iter().find(known).copied().or_else(synonym).or_else(by_stage)
}

/// What to write in place of `text`: the nearest word, or all of them.
pub fn word_hint<W: Word>(text: &str) -> String {
    match near_word::<W>(text) {
        Some(near) => format!("did you mean `{}`?", near.word),
        None => {
            let words: Vec<&str> = W::VALUES.iter().map(|value| value.spelling()).collect();
            format!("write one of `{}`", words.join("`, `"))
        }
    }
}

/// The word of a type that is nearest to `text`: the only one that begins with it, else the one most like it. `no` is no
/// slip for `go`.
pub fn near_word<W: Word>(text: &str) -> Option<Nearest<'static>> {
    let folded = fold(text);
    let words = || W::VALUES.iter().map(|value| value.spelling());
    let near = nearest_of(&folded, words());
    let mut begun = words().filter(|word| folded.len() >= SHORTEST_BEGINNING && word.starts_with(&folded));
    match (begun.next(), begun.next()) {
        (Some(word), None) if near.is_none_or(|near| near.word != word) => {
            Some(Nearest { word, sure: false })
        }
        _ => near,
    }
}

/// Fewest letters by which a word is begun.
const SHORTEST_BEGINNING: usize = 2;

/// Lower case, with `_` between words and without signs; of a text of signs alone, the signs.
pub fn fold(text: &str) -> String {
    let text = text.trim().trim_matches('\u{fe0f}');
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        } else if matches!(c, ' ' | '-' | '_' | '/') && !folded.is_empty() && !folded.ends_with('_') {
            folded.push('_');
        }
    }
    let end = folded.trim_end_matches('_').len();
    folded.truncate(end);
    if folded.is_empty() { text.to_owned() } else { folded }
}

/// A word that a field takes, and the other spellings of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Understood {
    /// The word.
    pub word: &'static str,
    /// How else it may be written: folded, or a sign.
    pub also: Vec<&'static str>,
}

/// Every stage, in the order of a life.
const STAGES: [Stage; 13] = [
    Stage::Idea,
    Stage::ToDo,
    Stage::Doing,
    Stage::Review,
    Stage::Paused,
    Stage::Stuck,
    Stage::Done,
    Stage::Agreed,
    Stage::Final,
    Stage::Refused,
    Stage::GivenUp,
    Stage::Outdated,
    Stage::Replaced,
];

/// All that is understood as a value of a type: what the guide publishes.
pub fn understood<W: Word + PartialEq>() -> Vec<Understood> {
    let also = |value: W| {
        let own = W::SYNONYMS.iter().filter(move |(_, of)| *of == value).map(|(also, _)| *also);
        let stages = STAGES.into_iter().filter(move |stage| W::at_stage(*stage) == Some(value));
        let of_stages = stages.flat_map(|stage| words_of(stage).iter().copied());
        own.chain(of_stages.filter(|word| {
            W::SYNONYMS.iter().all(|(own, _)| squeeze(own) != *word)
                && W::VALUES.iter().all(|value| squeeze(value.spelling()) != *word)
        }))
    };
    W::VALUES
        .iter()
        .map(|value| Understood { word: value.spelling(), also: also(*value).collect() })
        .collect()
}

macro_rules! word {
    (
        $type:ident, $what:literal, $values:expr, [$($synonym:literal => $value:ident),* $(,)?]
        $(, of $kind:ident by $at_stage:expr)?
    ) => {
        impl Word for $type {
            const VALUES: &'static [Self] = $values;
            const SYNONYMS: &'static [(&'static str, Self)] = &[$(($synonym, $type::$value)),*];
            const WHAT: &'static str = $what;
            $(const STATUS_OF: Option<Kind> = Some(Kind::$kind);)?

            fn spelling(self) -> &'static str {
                self.word()
            }

            $(fn at_stage(stage: Stage) -> Option<Self> {
                let at_stage: fn(Stage) -> Option<Self> = $at_stage;
                at_stage(stage)
            })?
        }
    };
}

word!(Rag, "a color", &[Rag::Green, Rag::Amber, Rag::Red, Rag::Unknown], [
    "🟢" => Green, "✅" => Green, "g" => Green, "on_track" => Green,
    "🟡" => Amber, "🟠" => Amber, "yellow" => Amber, "orange" => Amber, "a" => Amber, "at_risk" => Amber,
    "🔴" => Red, "r" => Red, "off_track" => Red,
    "⚪" => Unknown, "⚫" => Unknown, "grey" => Unknown, "gray" => Unknown,
]);
word!(LifeCycle, "a status", &LifeCycle::ALL, ["✅" => Done, "tbd" => Unknown, "?" => Unknown], of Milestone by |stage| {
    Some(match stage {
        // Who agrees to a piece of work has not begun it.
        Stage::Idea | Stage::ToDo | Stage::Agreed => LifeCycle::Planned,
        Stage::Doing | Stage::Review => LifeCycle::InProgress,
        Stage::Stuck => LifeCycle::Blocked,
        Stage::Done | Stage::Final => LifeCycle::Done,
        Stage::Refused | Stage::GivenUp | Stage::Outdated | Stage::Replaced => LifeCycle::Cancelled,
        Stage::Paused => LifeCycle::Unknown,
    })
});
word!(RiskCategory, "a risk category", RiskCategory::ALL, [
    "dependencies" => Dependency, "resources" => Resource, "technology" => Technical, "tech" => Technical,
]);
word!(Probability, "a probability", Probability::ALL, ["med" => Medium, "moderate" => Medium]);
word!(Impact, "an impact", Impact::ALL, ["med" => Medium, "moderate" => Medium]);
word!(RiskStatus, "a risk status", RiskStatus::ALL, ["mitigating" => Open, "active" => Open, "resolved" => Closed], of Risk by |stage| {
    match stage {
        Stage::Idea | Stage::ToDo | Stage::Doing | Stage::Review | Stage::Paused | Stage::Stuck => Some(RiskStatus::Open),
        Stage::Done => Some(RiskStatus::Closed),
        // Whether a risk can still happen that was refused or replaced, nobody can tell.
        _ => None,
    }
});
word!(Severity, "a severity", &Severity::ALL, ["med" => Medium, "moderate" => Medium]);
word!(BlockerType, "a blocker type", &BlockerType::ALL, [
    "dependency" => DependencyMissing, "missing_dependency" => DependencyMissing, "unclear" => Ambiguity,
    "decision" => Ambiguity, "third_party" => External,
]);
word!(TaskStatus, "a task status", &TaskStatus::ALL, ["✅" => Completed], of Task by |stage| {
    Some(match stage {
        Stage::Idea | Stage::ToDo | Stage::Agreed => TaskStatus::Assigned,
        Stage::Doing => TaskStatus::InProgress,
        Stage::Review => TaskStatus::Review,
        Stage::Paused | Stage::Stuck => TaskStatus::Blocked,
        Stage::Done | Stage::Final => TaskStatus::Completed,
        Stage::Refused | Stage::GivenUp | Stage::Outdated | Stage::Replaced => TaskStatus::Cancelled,
    })
});
word!(Priority, "a priority", &Priority::ALL, ["med" => Medium, "normal" => Medium, "urgent" => Critical]);
word!(GateDecision, "a gate decision", &GateDecision::ALL, [
    "pass" => Go, "passed" => Go, "conditional_go" => Conditional, "nogo" => NoGo, "fail" => NoGo, "failed" => NoGo,
]);
word!(ContractType, "a contract type", &ContractType::ALL, ["protobuf" => Grpc, "proto" => Grpc, "rest" => Http]);
word!(ContractStatus, "a contract status", &ContractStatus::ALL, [], of Contract by |stage| {
    match stage {
        Stage::Idea | Stage::ToDo | Stage::Doing | Stage::Review => Some(ContractStatus::Draft),
        Stage::Agreed => Some(ContractStatus::Agreed),
        Stage::Outdated | Stage::Replaced => Some(ContractStatus::Deprecated),
        _ => None,
    }
});
word!(DecisionStatus, "a decision status", &DecisionStatus::ALL, ["active" => Accepted, "living" => Accepted], of Decision by |stage| {
    Some(match stage {
        Stage::Idea | Stage::ToDo | Stage::Doing | Stage::Review | Stage::Paused | Stage::Stuck => DecisionStatus::Proposed,
        Stage::Done | Stage::Agreed | Stage::Final => DecisionStatus::Accepted,
        Stage::Refused | Stage::GivenUp => DecisionStatus::Rejected,
        Stage::Outdated => DecisionStatus::Deprecated,
        Stage::Replaced => DecisionStatus::Superseded,
    })
});
word!(Mechanism, "a mechanism", &Mechanism::ALL, [
    "rest" => Http, "https" => Http, "event" => Kafka, "events" => Kafka, "shared_database" => SharedDb,
    "database" => SharedDb, "db" => SharedDb,
]);
word!(LinkKind, "a dependency type", &LinkKind::ALL, [
    "finish_to_start" => FinishStart, "start_to_start" => StartStart, "finish_to_finish" => FinishFinish,
    "start_to_finish" => StartFinish,
]);
word!(ConstraintKind, "a constraint type", &ConstraintKind::ALL, [
    "start_no_earlier_than" => Snet, "start_no_later_than" => Snlt, "finish_no_earlier_than" => Fnet,
    "finish_no_later_than" => Fnlt, "must_start_on" => Mso, "must_finish_on" => Mfo,
]);
word!(Distribution, "a distribution", &Distribution::ALL, ["beta" => Pert, "triangle" => Triangular]);
word!(Kind, "a kind", &Kind::ALL, [
    "adr" => Decision, "user" => Person, "agent" => Person, "group" => Team, "component" => Service,
    "phases" => Phase, "milestones" => Milestone, "sprints" => Sprint, "risks" => Risk, "blockers" => Blocker,
    "services" => Service, "contracts" => Contract, "tasks" => Task, "decisions" => Decision, "adrs" => Decision,
    "teams" => Team, "people" => Person, "persons" => Person, "pages" => Page,
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_the_spellings_people_use() {
        for text in ["in_progress", "In Progress", "in-progress", " IN_PROGRESS ", "🚧 in progress", "wip"]
        {
            assert_eq!(parse_word(text), Some(LifeCycle::InProgress), "{text}");
        }
        assert_eq!(parse_word("🔴 Red"), Some(Rag::Red));
        assert_eq!(parse_word("🟢"), Some(Rag::Green));
        assert_eq!(parse_word("No-Go"), Some(GateDecision::NoGo));
        assert_eq!(parse_word::<LifeCycle>("🟢"), None);
        assert_eq!(parse_word::<LifeCycle>(""), None);
        for held in ["paused", "on hold", "On-Hold", "frozen"] {
            let read = parse_word(held);
            assert_eq!(read, Some(LifeCycle::Unknown), "{held} does not tell how far it is");
        }
        assert_eq!(parse_word::<Rag>("planned"), None, "nobody declares the absence of a color");
    }

    #[test]
    fn a_hint_names_the_nearest_word_or_all() {
        assert_eq!(word_hint::<LifeCycle>("plannd"), "did you mean `planned`?");
        assert_eq!(word_hint::<LinkKind>("wombat"), "write one of `FS`, `SS`, `FF`, `SF`");
    }
}
