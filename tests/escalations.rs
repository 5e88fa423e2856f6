//! Escalations: when each rule raises one and when it is cleared, since when, and that its message is one of the
//! protocol and the same for the same facts.

use std::{fs, path::Path};

use chrono::NaiveDate;
use milepost::{
    analyse::{EscalationCode, MilestoneAnalysis},
    diag::Code,
    disk::Disk,
    model::{Agreement, Entity, Head, Priority, Rag},
    site::{Checked, Config, check, escalations},
    world::World,
};
use serde_json::Value;

mod common_world;
mod json_schema;

use common_world::project;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn checked(world: &dyn World, as_of: Option<&str>) -> Checked {
    let config = Config { as_of: as_of.map(day), ..Config::usual(day("2026-03-20")) };
    check(world, &config)
}

const SETTINGS: &str = "title: Bakery\nstart: 2026-02-16\nagents: [ada, bo, tpm]\n";

/// Codes, ids and days of what is escalated in a project of these files.
fn raised(files: &[(&str, &str)], as_of: &str) -> Vec<String> {
    let mut all = vec![("milepost.yaml", SETTINGS)];
    all.extend_from_slice(files);
    let checked = checked(&project(&all), Some(as_of));
    let line = |escalation: &milepost::analyse::Escalation| {
        let ids: Vec<&str> =
            escalation.about.iter().map(|subject| &*checked.program.head(*subject).id).collect();
        format!("{} {} {}", escalation.code.name(), ids.join("+"), escalation.raised_on)
    };
    checked.chronicle.escalations.iter().map(line).collect()
}

const PHASE: (&str, &str) = ("content/phases/p1.md", "---\nid: P1\ntitle: Open\n---\n");

#[test]
fn a_slip_is_escalated_from_the_report_that_made_it_until_it_is_gone() {
    let oven = "---\nid: M1\ntitle: Oven\nphase: P1\nowner: ada\nduration: 10d\nstart: 2026-03-02\nfinish: 2026-03-13\n\
                updates:\n\
                - {date: 2026-03-02, by: ada, status: in_progress, percent_complete: 10}\n\
                - {date: 2026-03-05, by: ada, percent_complete: 40, forecast_finish: 2026-03-18}\n\
                - {date: 2026-03-09, by: ada, percent_complete: 50, forecast_finish: 2026-03-19}\n\
                - {date: 2026-03-17, by: ada, status: done, percent_complete: 100, actual_finish: 2026-03-17}\n---\n";
    let files = [PHASE, ("content/milestones/m1.md", oven)];
    let slips =
        |as_of| raised(&files, as_of).into_iter().filter(|line| line.starts_with("E1")).collect::<Vec<_>>();
    assert_eq!(slips("2026-03-06"), Vec::<String>::new(), "three working days are allowed");
    for as_of in ["2026-03-09", "2026-03-10", "2026-03-13", "2026-03-16"] {
        assert_eq!(slips(as_of), ["E1 M1 2026-03-09"], "as of {as_of}");
    }
    assert_eq!(slips("2026-03-17"), Vec::<String>::new(), "done");
}

#[test]
fn a_blocker_is_escalated_by_the_third_session_until_it_is_resolved() {
    let blocker = "---\nid: BLOCKER-001\ntitle: No flour\nseverity: high\nraised_by: ada\nraised_on: 2026-03-02\n\
                   required_from: bo\nsessions: [2026-03-02, 2026-03-04, 2026-03-06, 2026-03-10]\nresolved_on: 2026-03-12\n---\n";
    let files = [("content/blockers/b.md", blocker)];
    assert_eq!(raised(&files, "2026-03-05"), Vec::<String>::new());
    assert_eq!(raised(&files, "2026-03-06"), ["E2 BLOCKER-001 2026-03-06"]);
    assert_eq!(raised(&files, "2026-03-11"), ["E2 BLOCKER-001 2026-03-06"]);
    assert_eq!(raised(&files, "2026-03-12"), Vec::<String>::new());
    let lenient = "title: Bakery\nstart: 2026-02-16\nagents: [ada, bo]\nthresholds: {blocker_sessions: 3}\n";
    let world = project(&[("milepost.yaml", lenient), files[0]]);
    let now = checked(&world, Some("2026-03-11")).chronicle.escalations.clone();
    assert_eq!(now[0].raised_on, day("2026-03-10"));
    assert_eq!(now[0].priority, Priority::Critical);
}

#[test]
fn what_nobody_knows_is_asked_of_its_owner_since_the_day_it_was_unknown() {
    let oven = "---\nid: M1\ntitle: Oven\nphase: P1\nowner: ada\nduration: 40d\nstart: 2026-03-02\nfinish: 2026-04-24\n\
                updates: [{date: 2026-03-02, by: ada, status: in_progress, percent_complete: 50}]\n---\n";
    let risk = "---\nid: RISK-001\ntitle: Rain\ncategory: schedule\nowner: bo\nraised_on: 2026-03-04\n\
                updates: [{date: 2026-03-20, by: ada, probability: low, impact: low}]\n---\n";
    let blocker = "---\nid: BLOCKER-001\ntitle: No flour\nraised_by: ada\nraised_on: 2026-03-03\n---\n";
    let files = [
        PHASE,
        ("content/milestones/m1.md", oven),
        ("content/risks/r.md", risk),
        ("content/blockers/b.md", blocker),
    ];
    // Ten working days after 2 March is 16 March; from the day after, the report no longer counts.
    assert_eq!(raised(&files, "2026-03-16"), ["E0 RISK-001 2026-03-04", "E0 BLOCKER-001 2026-03-03"]);
    let all = ["E0 M1 2026-03-17", "E0 RISK-001 2026-03-04", "E0 BLOCKER-001 2026-03-03"];
    assert_eq!(raised(&files, "2026-03-18"), all);
    assert_eq!(raised(&files, "2026-03-20"), [all[0], all[2]], "the risk was rated");
}

fn service(id: &str, rest: &str) -> String {
    format!("---\nid: {id}\ntitle: {id}\nowner: ada\n{rest}---\n")
}

#[test]
fn a_dependency_without_contract_definition_or_topic_is_escalated_naming_both() {
    let shop = service(
        "shop",
        "depends_on:\n- {service: oven, via: http}\n- {service: till, via: kafka, contract: sales}\n- {service: mill, contract: flour}\n",
    );
    let (oven, till, mill) = (service("oven", ""), service("till", ""), service("mill", ""));
    let sales = "---\nid: sales\nprovider: till\ndefinition: content/sales.yaml\nconsumers: [shop]\n---\n";
    let flour = "---\nid: flour\nprovider: mill\nconsumers: [shop]\n---\n";
    let mut files = vec![
        ("content/services/shop.md", shop.as_str()),
        ("content/services/oven.md", &oven),
        ("content/services/till.md", &till),
        ("content/services/mill.md", &mill),
        ("content/sales.yaml", "asyncapi: 3.0.0\n"),
        ("content/contracts/sales.md", sales),
        ("content/contracts/flour.md", flour),
    ];
    let start = "2026-02-16";
    let expected = ["mill", "oven", "till"].map(|used| format!("E3 shop+{used} {start}"));
    assert_eq!(raised(&files, "2026-03-02"), expected);
    let sales = sales.replace("consumers", "topics: [sale]\nconsumers");
    let flour = flour.replace("consumers", "definition: content/sales.yaml\nconsumers");
    files[5].1 = &sales;
    files[6].1 = &flour;
    assert_eq!(raised(&files, "2026-03-02"), [format!("E3 shop+oven {start}")]);
}

#[test]
fn a_service_under_way_asks_for_the_acknowledgement_of_its_contract() {
    let milestone = "---\nid: M1\ntitle: Oven\nphase: P1\nowner: ada\nservices: [oven]\nduration: 10d\nstart: 2026-03-04\n\
                     updates: [{date: 2026-03-04, by: ada, status: in_progress, percent_complete: 10}]\n---\n";
    let (oven, shop) =
        (service("oven", ""), service("shop", "depends_on: [{service: oven, contract: bread}]\n"));
    let bread = |consumer: &str| {
        format!(
            "---\nid: bread\nprovider: oven\ndefinition: content/bread.yaml\nconsumers: [{consumer}]\n---\n"
        )
    };
    let raised_with = |consumer: &str, as_of: &str| {
        let contract = bread(consumer);
        let files = [
            PHASE,
            ("content/milestones/m1.md", milestone),
            ("content/services/oven.md", &oven),
            ("content/services/shop.md", &shop),
            ("content/bread.yaml", "openapi: 3.1.0\n"),
            ("content/contracts/bread.md", &contract),
        ];
        raised(&files, as_of)
    };
    assert_eq!(raised_with("shop", "2026-03-03"), Vec::<String>::new(), "not yet under way");
    assert_eq!(raised_with("shop", "2026-03-06"), ["E4 bread+shop 2026-03-04"]);
    let unlisted = raised_with("", "2026-03-06");
    assert_eq!(unlisted, ["E4 bread+shop 2026-03-04"], "it relies on the contract without being listed");
    let agreed =
        "{service: shop, acknowledged_by: bo, acknowledged_on: 2026-03-05, hash: \"xxh3:95fadfc8a45a24f5\"}";
    assert_eq!(raised_with(agreed, "2026-03-06"), Vec::<String>::new());
    let to_what = "{service: shop, acknowledged_by: bo, acknowledged_on: 2026-03-05}";
    assert_eq!(
        raised_with(to_what, "2026-03-06"),
        ["E4 bread+shop 2026-03-04"],
        "which content, is not known"
    );
    let other =
        "{service: shop, acknowledged_by: bo, acknowledged_on: 2026-03-05, hash: \"xxh3:0000000000000000\"}";
    assert_eq!(raised_with(other, "2026-03-06"), ["E4 bread+shop 2026-03-05"], "another content");
}

#[test]
fn low_coverage_is_a_risk_since_it_was_first_measured_so() {
    let oven = service(
        "oven",
        "coverage:\n- {unit: 70, integration: 70, date: 2026-02-20}\n- {unit: 90, integration: 70, date: 2026-02-27}\n\
         - {unit: 79, integration: 70, date: 2026-03-02}\n- {unit: 85, integration: 59, date: 2026-03-06}\n\
         - {unit: 80, integration: 60, date: 2026-03-13}\n",
    );
    let files = [("content/services/oven.md", oven.as_str())];
    assert_eq!(raised(&files, "2026-02-24"), ["E5 oven 2026-02-20"]);
    assert_eq!(raised(&files, "2026-02-27"), Vec::<String>::new());
    assert_eq!(raised(&files, "2026-03-09"), ["E5 oven 2026-03-02"]);
    assert_eq!(raised(&files, "2026-03-13"), Vec::<String>::new());
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn schema() -> Value {
    let text =
        fs::read_to_string(repository().join("docs/schema/escalations.schema.json")).expect("the schema");
    serde_json::from_str(&text).expect("JSON")
}

fn messages(checked: &Checked) -> Value {
    serde_json::from_str(&escalations(&checked.context())).expect("JSON")
}

fn assert_valid(messages: &Value, of: &str) {
    let faults = json_schema::faults(&schema(), messages);
    assert!(faults.is_empty(), "{of}: {faults:#?}");
}

#[test]
fn all_messages_of_the_example_and_of_other_sites_are_valid() {
    let mut sites = vec![repository().to_owned()];
    let cases = fs::read_dir(repository().join("tests/diagnostics")).expect("the cases");
    sites.extend(cases.map(|case| case.expect("an entry").path().join("bad")));
    let mut codes = Vec::new();
    for site in sites {
        let checked = checked(&Disk::open(&site).expect("a project"), None);
        assert_valid(&messages(&checked), &site.display().to_string());
        codes.extend(checked.chronicle.escalations.iter().map(|escalation| escalation.code));
    }
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes, EscalationCode::ALL, "each is among them");
}

/// Everything whose state is not known on the status date.
fn unknown(checked: &Checked) -> Vec<String> {
    let (program, now) = (&checked.program, &checked.chronicle.now);
    let id = |head: &Head| head.id.to_string();
    let milestones = program.milestones.rows().iter().zip(&now.milestones);
    let unknown = |analysis: &MilestoneAnalysis| {
        analysis.verdict.shown == Rag::Unknown
            || analysis.verdict.fired.iter().any(|fired| fired.rag == Rag::Unknown)
    };
    let mut all: Vec<String> =
        milestones.filter(|(_, a)| unknown(a)).map(|(row, _)| id(row.head())).collect();
    let risks = program.risks.rows().iter().zip(&now.risks);
    all.extend(risks.filter(|(_, a)| a.open && a.rag == Rag::Unknown).map(|(row, _)| id(row.head())));
    let blockers = program.blockers.rows().iter().zip(&now.blockers);
    let unrated = blockers.filter(|(_, day)| day.active && day.facts.severity.is_none());
    all.extend(unrated.map(|(row, _)| id(row.head())));
    let phases = program.phases.rows().iter().zip(&now.phases);
    all.extend(phases.filter(|(_, a)| a.gate.unclear.is_some()).map(|(row, _)| id(row.head())));
    all
}

#[test]
fn whatever_is_unknown_is_asked_and_nothing_else() {
    let mut sites = vec![repository().to_owned()];
    for folder in ["tests/sites", "tests/report", "tests/diagnostics"] {
        let entries = fs::read_dir(repository().join(folder)).expect("the folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        sites.extend(paths.flat_map(|path| [path.join("bad"), path]).filter(|p| p.join("content").is_dir()));
    }
    let mut asked_of = 0;
    for site in sites {
        let checked = checked(&Disk::open(&site).expect("a project"), None);
        let mut unknown = unknown(&checked);
        let questions = checked.chronicle.escalations.iter().filter(|e| e.code == EscalationCode::Unknown);
        let mut asked: Vec<String> =
            questions.map(|question| checked.program.head(question.subject()).id.to_string()).collect();
        unknown.sort();
        asked.sort();
        assert_eq!(asked, unknown, "{}", site.display());
        asked_of += asked.len();
    }
    assert!(asked_of > 20, "{asked_of} of all sites");
}

#[test]
fn a_gate_whose_decision_is_not_told_is_asked_for() {
    let gate = "---\nid: P1\ntitle: Open\nowner: ada\ngate: {criteria: [Baked]}\n\
                updates: [{date: 2026-03-04, by: ada, decided_by: ada, decided_on: 2026-03-03}]\n---\n";
    let files = [("content/phases/p1.md", gate)];
    assert_eq!(raised(&files, "2026-03-03"), Vec::<String>::new());
    assert_eq!(raised(&files, "2026-03-06"), ["E0 P1 2026-03-04"]);
    let told = gate.replace("by: ada, decided_by", "by: ada, decision: no_go, decided_by");
    assert_eq!(raised(&[("content/phases/p1.md", &told)], "2026-03-06"), Vec::<String>::new());
}

#[test]
fn a_message_that_is_not_of_the_protocol_is_found_out() {
    let checked = checked(&Disk::open(repository()).expect("the repository"), None);
    let good = messages(&checked);
    let question =
        good.as_array().expect("a list").iter().position(|m| m["type"] == "question").expect("a question");
    let spoil: [fn(&mut Value); 6] = [
        |m| m["message_id"] = "msg_1".into(),
        |m| m["priority"] = "urgent".into(),
        |m| m["payload"]["options"].as_array_mut().expect("options").truncate(1),
        |m| m["payload"]["more"] = 1.into(),
        |m| m["type"] = "blocker".into(),
        |m| drop(m["context"].as_object_mut().expect("a context").remove("sprint")),
    ];
    for (index, spoil) in spoil.iter().enumerate() {
        let mut bad = good.clone();
        spoil(&mut bad[question]);
        assert!(!json_schema::faults(&schema(), &bad).is_empty(), "fault {index}");
    }
}

#[test]
fn the_same_facts_give_the_same_message_on_later_days() {
    let blocker = "---\nid: BLOCKER-001\ntitle: No flour\nseverity: high\nraised_on: 2026-03-02\nrequired_from: bo\n\
                   type: external\nworkaround: Rye.\nsessions: [2026-03-02, 2026-03-04, 2026-03-06]\n\
                   updates: [{date: 2026-03-04, by: bo, note: Ordered.}]\n---\n";
    let sprint = "---\nid: sprint-01\nstart: 2026-03-02\nend: 2026-03-13\n---\n";
    let world = project(&[
        ("milepost.yaml", SETTINGS),
        ("content/blockers/b.md", blocker),
        ("content/sprints/s1.md", sprint),
    ]);
    let told = |as_of| escalations(&checked(&world, Some(as_of)).context());
    let first = told("2026-03-06");
    assert_valid(&serde_json::from_str(&first).expect("JSON"), "the blocker");
    assert_eq!(first, told("2026-03-12"));
    insta::assert_snapshot!(first);
}

#[test]
fn the_settings_say_who_sends_and_who_is_told() {
    let blocker = "---\nid: BLOCKER-001\ntitle: No flour\nseverity: high\nraised_by: ada\nraised_on: 2026-03-02\n\
                   required_from: bo\nsessions: [2026-03-02, 2026-03-04, 2026-03-06]\n---\n";
    let ends = |settings: &str| {
        let world = project(&[("milepost.yaml", settings), ("content/blockers/b.md", blocker)]);
        let checked = checked(&world, Some("2026-03-06"));
        let message = messages(&checked)[0].clone();
        let unknown = checked.diagnostics.iter().filter(|found| found.code == Code::UnknownOwner);
        (message["from"].clone(), message["to"].clone(), unknown.count())
    };
    assert_eq!(
        ends(SETTINGS),
        ("tpm".into(), "master".into(), 0),
        "the defaults need no agents of that name"
    );
    let named = format!("{SETTINGS}reporter: ada\nescalate_to: bo\n");
    assert_eq!(ends(&named), ("ada".into(), "bo".into(), 0));
    let nobody = format!("{SETTINGS}reporter: ada\nescalate_to: eve\n");
    assert_eq!(ends(&nobody), ("ada".into(), "eve".into(), 1), "eve is not known");
}

#[test]
fn the_page_of_a_sprint_names_the_most_urgent_and_counts_the_others() {
    let sprint = "---\nid: sprint-01\nstart: 2026-03-02\nend: 2026-03-06\n---\n";
    let milestone = |n: usize| {
        format!(
            "---\nid: M{n}\ntitle: M{n}\nowner: ada\nduration: 5d\nstart: 2026-03-02\nfinish: 2026-03-06\n\
             updates: [{{date: 2026-03-02, by: ada, status: in_progress}}]\n---\n"
        )
    };
    let milestones: Vec<(String, String)> =
        (0..60).map(|n| (format!("content/milestones/m{n}.md"), milestone(n))).collect();
    let blocker = "---\nid: BLOCKER-001\ntitle: No flour\nseverity: high\nraised_on: 2026-03-02\n\
                   sessions: [2026-03-02, 2026-03-04, 2026-03-06]\n---\n";
    let mut files = vec![
        ("milepost.yaml", SETTINGS),
        ("content/sprints/s1.md", sprint),
        ("content/blockers/b.md", blocker),
    ];
    files.extend(milestones.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let checked = checked(&project(&files), Some("2026-03-20"));
    let context = checked.context();
    let key = checked.program.sprints.key("sprint-01").expect("the sprint");
    let analysis = context.chronicle.for_sprint(&checked.program, &checked.graph, key);
    let shown = context.sprint_escalations(key, &analysis);
    assert_eq!((shown.total, shown.lines.len(), shown.more), (121, 50, 71), "60 slip, 60 are not known");
    assert_eq!(shown.lines[0].code, "E2", "what is critical comes first");
}

/// How the consumer of a contract stands to it, by what the contract says of it.
#[test]
fn every_half_of_an_acknowledgement_is_told_as_what_it_is() {
    let owner = |id: &str| format!("---\nid: {id}\ntitle: {id}\nowner: ada\n---\n");
    let stands = |entry: &str, definition: &str| {
        let contract = format!("---\nid: bread\nprovider: oven\n{definition}consumers: [{entry}]\n---\n");
        let world = project(&[
            ("milepost.yaml", SETTINGS),
            ("content/services/oven.md", &owner("oven")),
            ("content/services/shop.md", &owner("shop")),
            ("content/bread.yaml", "openapi: 3.1.0\n"),
            ("content/contracts/bread.md", &contract),
        ]);
        let program = checked(&world, Some("2026-03-06")).program;
        let contract = &program.contracts.rows()[0];
        contract.agreement(contract.consumers.first(), day("2026-03-06"))
    };
    let (defined, gone) = ("definition: content/bread.yaml\n", "definition: content/gone.yaml\n");
    let signed = "service: shop, acknowledged_by: bo, acknowledged_on: 2026-03-05";
    let (right, wrong) = ("xxh3:95fadfc8a45a24f5", "xxh3:0000000000000000");
    let cases = [
        ("shop".to_owned(), defined, Agreement::Unsigned),
        (format!("{{{signed}, hash: \"{right}\"}}"), defined, Agreement::Acknowledged),
        (format!("{{{signed}}}"), "topics: [loaf]\n", Agreement::Unrecorded),
        (format!("{{{signed}}}"), defined, Agreement::AnyContent),
        (format!("{{{signed}, hash: \"{wrong}\"}}"), defined, Agreement::OtherContent(day("2026-03-05"))),
        (format!("{{{signed}, hash: \"{right}\"}}"), gone, Agreement::Unreadable(day("2026-03-05"))),
        ("{service: shop, acknowledged_by: bo}".to_owned(), defined, Agreement::NoDay),
        ("{service: shop, acknowledged_on: 2026-03-05}".to_owned(), defined, Agreement::NoName),
        (
            "{service: shop, acknowledged_by: bo, acknowledged_on: 2026-03-09}".to_owned(),
            defined,
            Agreement::Later(day("2026-03-09")),
        ),
        (String::new(), defined, Agreement::Unlisted),
    ];
    for (entry, definition, expected) in cases {
        let stands = stands(&entry, definition);
        assert_eq!(stands, expected, "{entry} {definition}");
        let counts = matches!(stands, Agreement::Acknowledged | Agreement::Unrecorded);
        assert_eq!(stands.counts(), counts, "only these two do");
    }
}

#[test]
fn without_sessions_sprint_ends_and_updates_count() {
    let blocker = "---\nid: BLOCKER-001\ntitle: No flour\nseverity: high\nraised_by: ada\nraised_on: 2026-03-02\nrequired_from: bo\nUPDATES---\n";
    let sprints = ["2026-03-06", "2026-03-13", "2026-03-20"].map(|end| {
        let start = day(end) - chrono::Days::new(4);
        format!("---\nid: s-{end}\nstart: {start}\nend: {end}\n---\n")
    });
    let raised = |updates: &str, as_of: &str| {
        let blocker = blocker.replace("UPDATES", updates);
        let files = [
            ("content/blockers/b.md", blocker.as_str()),
            ("content/sprints/s1.md", &sprints[0]),
            ("content/sprints/s2.md", &sprints[1]),
            ("content/sprints/s3.md", &sprints[2]),
        ];
        raised(&files, as_of).into_iter().filter(|line| line.starts_with("E2")).collect::<Vec<_>>()
    };
    assert_eq!(raised("", "2026-03-19"), Vec::<String>::new(), "two sprints have ended");
    assert_eq!(raised("", "2026-03-20"), ["E2 BLOCKER-001 2026-03-20"]);
    let told = "updates: [{date: 2026-03-10, by: bo, note: Asked again.}]\n";
    assert_eq!(raised(told, "2026-03-12"), Vec::<String>::new());
    assert_eq!(raised(told, "2026-03-13"), ["E2 BLOCKER-001 2026-03-13"], "a report counts as well");
    let gone = "resolved_on: 2026-03-19\n";
    assert_eq!(raised(gone, "2026-03-20"), Vec::<String>::new());
}

#[test]
fn a_provider_that_is_done_is_waited_for_no_less() {
    let done = "---\nid: M1\ntitle: Oven\nphase: P1\nowner: ada\nservices: [oven]\nduration: 3d\n\
                updates: [{date: 2026-03-04, by: ada, status: done, percent_complete: 100, actual_finish: 2026-03-04}]\n---\n";
    let building = |updates: &str| {
        format!(
            "---\nid: M2\ntitle: Shop\nphase: P1\nowner: bo\nservices: [shop]\nduration: 10d\nupdates: [{updates}]\n---\n"
        )
    };
    let bread = "---\nid: bread\nprovider: oven\ndefinition: content/bread.yaml\nconsumers: [shop]\n---\n";
    let (oven, shop) =
        (service("oven", ""), service("shop", "depends_on: [{service: oven, contract: bread}]\n"));
    let raised = |updates: &str| {
        let shop_work = building(updates);
        let files = [
            PHASE,
            ("content/milestones/m1.md", done),
            ("content/milestones/m2.md", &shop_work),
            ("content/services/oven.md", &oven),
            ("content/services/shop.md", &shop),
            ("content/bread.yaml", "openapi: 3.1.0\n"),
            ("content/contracts/bread.md", bread),
        ];
        raised(&files, "2026-03-12").into_iter().filter(|line| line.starts_with("E4")).collect::<Vec<_>>()
    };
    assert_eq!(raised(""), Vec::<String>::new(), "neither is being built");
    let begun = "{date: 2026-03-09, by: bo, status: in_progress, percent_complete: 10}";
    assert_eq!(raised(begun), ["E4 bread+shop 2026-03-09"]);
}
