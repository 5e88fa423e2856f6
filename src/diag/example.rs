//! A short bad and good example for each code, for its manual entry. Whole projects that bring each about are among
//! the tests.

use super::Code;

/// What brings a diagnostic about, and what does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Content that is found fault with.
    pub bad: &'static str,
    /// The same without fault.
    pub good: &'static str,
}

macro_rules! examples {
    ($($code:ident: $bad:literal => $good:literal;)*) => {
        /// The example of a code; `None` for what no content brings about.
        pub fn of(code: Code) -> Option<Example> {
            match code {
                $(Code::$code => Some(Example { bad: $bad, good: $good }),)*
                Code::UnreadableFile | Code::SkippedFile | Code::NotUtf8 | Code::ControlCharacter => None,
            }
        }
    };
}

examples! {
    MissingSettings: "content/index.md" => "milepost.yaml\ncontent/index.md";
    UnusedTemplate: "themes/own/templates/pag.html" => "themes/own/templates/page.html";
    Misnamed: "content/milestone/m1.md" => "content/milestones/m1.md";
    MergeConflict: "<<<<<<< HEAD\npercent_complete: 80\n=======\npercent_complete: 60\n>>>>>>> gateway" => "percent_complete: 80";
    EmptyFile: "" => "---\ntitle: Gateway\n---";
    UnclosedFrontMatter: "---\nid: M1.4\n\nRouting." => "---\nid: M1.4\n---\nRouting.";
    CutFrontMatter: "---\nid: M1.4\n---\nstatus: blocked\n---" => "---\nid: M1.4\nstatus: blocked\n---";
    MisplacedFrontMatter: "\n---\nid: M1.4\n---" => "---\nid: M1.4\n---";
    YamlSyntax: "title: \"Gateway" => "title: \"Gateway\"";
    FrontMatterLimit: "owner: &o ada\nby: *o" => "owner: ada\nby: ada";
    NotAMapping: "---\n- M1.4\n---" => "---\nid: M1.4\n---";
    DuplicateKey: "owner: ada\nowner: bo" => "owner: ada";
    CutText: "title: Sensor bus #2" => "title: \"Sensor bus #2\"";
    UnknownKey: "ownr: ada" => "owner: ada";
    UnusedSetting: "kinds: {goalz/: milestone}" => "kinds: {goals/: milestone}";
    UnknownKind: "kind: milestne" => "kind: milestone";
    MissingField: "kind: sprint\nid: sprint-01" => "kind: sprint\nid: sprint-01\nstart: 2026-02-16\nend: 2026-02-27";
    WrongType: "title: [Gateway]" => "title: Gateway";
    BadDate: "start: 2026-02-30" => "start: 2026-02-27";
    LooseDate: "start: 5 January 2026" => "start: 2026-01-05";
    BadDuration: "duration: a week" => "duration: 1w";
    LongText: "title: a whole page of text" => "title: Gateway";
    UnknownValue: "status: in_progres" => "status: in_progress";
    OutOfRange: "percent_complete: 120" => "percent_complete: 100";
    BadId: "id: \"M1 / 4\"" => "id: M1.4";
    DuplicateId: "a.md: id: RISK-001\nb.md: id: RISK-001" => "a.md: id: RISK-001\nb.md: id: RISK-002";
    ConfusableId: "a.md: id: M1.1\nb.md: id: M1.10" => "a.md: id: M1.1\nb.md: id: M1.2";
    UnknownReference: "depends_on: [M1.33]" => "depends_on: [M1.3]";
    WrongReference: "services: [M1.3]" => "services: [user]";
    LooseReference: "depends_on: [User service]" => "depends_on: [M1.3]";
    DuplicateReference: "depends_on: [M1.3, M1.3]" => "depends_on: [M1.3]";
    SelfDependency: "id: M1.4\ndepends_on: [M1.4]" => "id: M1.4\ndepends_on: [M1.3]";
    UnknownOwner: "owner: backnd" => "owner: backend";
    UncheckedCriterion: "criteria: [{id: C1, text: Valves answer}]" => "criteria: [{id: C1, text: Valves answer, check: {done: [M2]}}]";
    MissingFile: "definition: contracts/user.prto" => "definition: contracts/user.proto";
    NotClosed: "sprints/sprint-01.md" => "sprints/sprint-01.md\nsprints/sprint-01.record.json";
    PastChanged: "sprint-01.record.json: M1.2 is red\nM1.2 on its last day: green" => "sprint-01.record.json: M1.2 is red\nM1.2 on its last day: red";
    BrokenRecord: "{\"record\": 1, \"sprint\"" => "{\"record\": 1, \"sprint\": \"sprint-01\", ...}";
    EvidenceOutside: "check: {json: {file: package.json, pointer: /private, equals: true}}" => "check: {json: {file: content/evidence/load.json, pointer: /passed, equals: true}}";
    DeadLink: "See [the plan](plann.md)." => "See [the plan](plan.md).";
    DeadAnchor: "See [the risks](plan.md#risk)." => "See [the risks](plan.md#risks).";
    UnsafeMarkup: "<script>alert(1)</script>" => "A sentence.";
    MarkupLeftOut: "<td align=\"right\">5</td>" => "| 5 |";
    NestedTooDeep: "> > > and so on, 70 times" => "> > >";
    Cycle: "M1: depends_on: [M2]\nM2: depends_on: [M1]" => "M1: no dependency\nM2: depends_on: [M1]";
    NotScheduled: "id: M1.4\nphase: P1" => "id: M1.4\nphase: P1\nduration: 5d";
    FinishBeforeStart: "start: 2026-03-11\nfinish: 2026-03-05" => "start: 2026-03-05\nfinish: 2026-03-11";
    ImpossibleDate: "- date: 2026-03-02\n  actual_finish: 2026-03-11" => "- date: 2026-03-11\n  actual_finish: 2026-03-11";
    ScheduleConflict: "finish forecast for 2026-03-11\ndeadline: 2026-03-06" => "finish forecast for 2026-03-11\ndeadline: 2026-03-13";
    DurationAgainstDates: "duration: 4d\nstart: 2026-03-02\nfinish: 2026-03-13" => "duration: 10d\nstart: 2026-03-02\nfinish: 2026-03-13";
    WaitsForCancelled: "M1.3: status: cancelled\nM1.5: depends_on: [M1.2, M1.3]" => "M1.3: status: cancelled\nM1.5: depends_on: [M1.2]";
    NonWorkingDay: "start: 2026-02-28  # a Saturday" => "start: 2026-03-02";
    DateOutOfPlan: "finish: 2062-03-11" => "finish: 2026-03-11";
    UpdateOrder: "updates:\n  - date: 2026-03-02\n  - date: 2026-02-24" => "updates:\n  - date: 2026-02-24\n  - date: 2026-03-02";
    FutureUpdate: "status_date: 2026-03-02\n- date: 2026-03-20" => "status_date: 2026-03-02\n- date: 2026-02-20";
    OutOfSequence: "M1.3: percent_complete: 70\nM1.5 waits for M1.3: status: done" => "M1.3: status: done\nM1.5 waits for M1.3: status: done";
    DoneWithoutDate: "status: done" => "status: done\nactual_finish: 2026-03-11";
    DoneWithOpenTasks: "milestone: status: done\nits task: status: in_progress" => "milestone: status: done\nits task: status: completed";
    LeftOpen: "- {date: 2026-03-20, status: done}\n- {date: 2026-04-22, note: Coverage fell.}" => "- {date: 2026-03-20, status: done}\n- {date: 2026-04-22, status: done, note: Coverage fell.}";
    DoneNotComplete: "status: done\npercent_complete: 80" => "status: done\npercent_complete: 100";
    NoNextAction: "rag: red\nnote: Waits." => "rag: red\nnext_action: {text: Decide, owner: master, due: 2026-02-26}";
    Watermelon: "rag: green  # while a rule makes it red" => "rag: red";
    ExpiredOverride: "override: {rag: amber, reason: Agreed, by: master, expires: 2026-01-31}" => "override: {rag: amber, reason: Agreed, by: master, expires: 2026-12-31}";
    IncompleteOverride: "override: {rag: amber}" => "override: {rag: amber, reason: Agreed, by: master, expires: 2026-12-31}";
    RiskColor: "probability: low\nimpact: high\nrag: green" => "probability: low\nimpact: high\nrag: amber";
    ReviewOverdue: "status: open\nreview_by: 2026-01-31" => "status: open\nreview_by: 2026-12-31";
    UnrecordedDecision: "next_action: {text: Decide RS256 or HS256, owner: master}" => "decisions/0001-keys.md: status: proposed, blocks: [BLOCKER-001]";
    GateSignedUnmet: "decision: go  # while a criterion is not met" => "decision: conditional";
    NoContract: "depends_on: [{service: user, via: http}]" => "depends_on: [{service: user, via: http, contract: user-auth}]";
    NoDefinition: "id: user-auth\nprovider: user" => "id: user-auth\nprovider: user\ndefinition: contracts/user.yaml";
    UnlistedConsumer: "gateway: depends_on: [{service: user, contract: user-auth}]\nuser-auth: consumers: []" => "gateway: depends_on: [{service: user, contract: user-auth}]\nuser-auth: consumers: [gateway]";
    NotAcknowledged: "consumers: [gateway]" => "consumers:\n  - {service: gateway, acknowledged_by: ada, acknowledged_on: 2026-03-06}";
    TopicWithoutProducer: "depends_on: [{service: order, via: kafka, topics: [order.createdd]}]" => "depends_on: [{service: order, via: kafka, topics: [order.created]}]";
    TopicWithoutConsumer: "topics: [order.created]\nconsumers: []" => "topics: [order.created]\nconsumers: [mail]";
    SprintGap: "sprint-01: end: 2026-02-27\nsprint-02: start: 2026-03-04" => "sprint-01: end: 2026-02-27\nsprint-02: start: 2026-03-02";
    SprintOverlap: "sprint-01: end: 2026-03-04\nsprint-02: start: 2026-03-02" => "sprint-01: end: 2026-02-27\nsprint-02: start: 2026-03-02";
    SupersededAccepted: "status: accepted  # while another supersedes it" => "status: superseded by ADR-0006";
    StatusNotRead: "# 4. Two kilns\n\n## Status\n\nGlowing" => "# 4. Two kilns\n\n## Status\n\nAccepted";
    TwoStatuses: "Status: Rejected\n\n## Status\n\nAccepted" => "## Status\n\nAccepted";
    OneSidedRelation: "T1: blocks: [T2]\nT2: nothing" => "T1: blocks: [T2]\nT2: depends_on: [T1]";
    OneSidedSupersession: "old: status: superseded by ADR-0006\nnew: nothing" => "old: status: superseded by ADR-0006\nnew: supersedes: [ADR-0002]";
    TemplateText: "{Describe the context and problem}" => "Tokens are checked in nine services.";
    TemplateError: "{{ view.nothing.of.this.name }}" => "{{ view.title }}";
    PageCollision: "content/a.md\ncontent/a/index.md" => "content/a.md\ncontent/b.md";
    LongPage: "a sprint with 520 words of narrative" => "a sprint with 200 words of narrative";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_shows_a_difference() {
        for example in Code::ALL.iter().filter_map(|code| of(*code)) {
            assert_ne!(example.bad, example.good);
        }
    }
}
