//! The reports: the example's, those of a hand-written report entered as content, and what holds for any content.
//!
//! `tests/report/sample` is that hand-written report. It looked sound and contradicted itself in seven ways; each has to
//! be found.

use std::{collections::BTreeSet, path::Path};

use insta::assert_snapshot;
use milepost::{
    analyse::RuleCode,
    diag::Code,
    disk::Disk,
    model::Rag,
    report::{DependencyMap, EscalationReport, Format, Report, RiskRegister, StatusReport, Timeline},
    site::{Checked, Config, Silent, build, check},
    world::{Memory, World},
};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn config() -> Config {
    Config::usual(chrono::NaiveDate::MIN)
}

fn of_folder(folder: &str) -> Disk {
    Disk::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder of the repository")
}

fn sample() -> Checked {
    check(&of_folder("tests/report/sample"), &config())
}

fn example() -> Checked {
    check(&of_folder(""), &config())
}

fn status(checked: &Checked, sprint: &str) -> StatusReport {
    let cx = checked.context();
    let current = || cx.current_sprint().filter(|_| sprint == "current");
    let key = checked.program.sprints.key(sprint).or_else(current).expect("a sprint");
    let state = cx.sprint_state(key);
    StatusReport::new(&cx.sprint_page(key, &state))
}

fn phase_map(checked: &Checked, id: &str) -> DependencyMap {
    DependencyMap::of_phase(&checked.context(), checked.program.phases.key(id).expect("a phase"))
}

fn service_map(checked: &Checked, id: &str) -> DependencyMap {
    DependencyMap::of_service(&checked.context(), checked.program.services.key(id).expect("a service"))
}

fn timeline(checked: &Checked, id: &str) -> Timeline {
    Timeline::new(&checked.context(), checked.program.phases.key(id).expect("a phase"))
}

fn escalated(checked: &Checked) -> EscalationReport {
    let cx = checked.context();
    EscalationReport::new(&cx, &cx.escalations_page())
}

fn register(checked: &Checked) -> RiskRegister {
    let cx = checked.context();
    RiskRegister::new(&cx, &cx.risks_page())
}

#[test]
fn the_sample_in_all_texts() {
    let sample = sample();
    assert_snapshot!("sample_report", status(&sample, "current").write(Format::Text));
    assert_snapshot!("sample_map", phase_map(&sample, "P1").write(Format::Text));
    assert_snapshot!("sample_timeline", timeline(&sample, "P1").write(Format::Text));
    assert_snapshot!("sample_register", register(&sample).write(Format::Text));
    assert_snapshot!("sample_escalations", escalated(&sample).write(Format::Text));
}

#[test]
fn the_sample_in_the_other_formats() {
    let sample = sample();
    assert_snapshot!("sample_report_markdown", status(&sample, "sprint-01").write(Format::Markdown));
    assert_snapshot!("sample_timeline_markdown", timeline(&sample, "P1").write(Format::Markdown));
    assert_snapshot!("sample_report_json", status(&sample, "sprint-01").write(Format::Json));
    assert_snapshot!("sample_escalations_markdown", escalated(&sample).write(Format::Markdown));
    assert_snapshot!("sample_map_json", service_map(&sample, "gateway").write(Format::Json));
}

#[test]
fn the_example_in_its_texts() {
    let example = example();
    assert_snapshot!("example_sprint_02", status(&example, "sprint-02").write(Format::Text));
    assert_snapshot!("example_current_sprint", status(&example, "current").write(Format::Text));
    assert_snapshot!("example_future_sprint", status(&example, "sprint-09").write(Format::Text));
    assert_snapshot!("example_map", phase_map(&example, "P2").write(Format::Text));
    assert_snapshot!("example_timeline", timeline(&example, "P2").write(Format::Text));
    assert_snapshot!("example_register", register(&example).write(Format::Text));
}

#[test]
fn names_of_many_scripts_in_all_reports() {
    let scripts = of_folder("tests/report/scripts");
    let [text, markdown] = [Format::Text, Format::Markdown]
        .map(|format| all_reports_of(&check(&scripts, &config()), "sprint-01", format).join("\n\n"));
    let table = text.lines().filter(|line| line.starts_with(['┌', '│', '├', '└']));
    assert_eq!(
        table.map(UnicodeWidthStr::width).collect::<BTreeSet<_>>().len(),
        1,
        "a straight border:\n{text}"
    );
    assert_snapshot!("scripts", text);
    assert_snapshot!("scripts_markdown", markdown);
}

/// Whether that was found at a line that holds these words.
fn found(checked: &Checked, code: Code, words: &str) -> bool {
    checked.diagnostics.iter().any(|diagnostic| {
        let Some(place) = diagnostic.place.filter(|_| diagnostic.code == code) else { return false };
        let sources = checked.sources();
        let line = sources.position(place).line;
        let at = format!("{}:{line}", sources.path(place.file));
        at.contains(words) || diagnostic.message.contains(words)
    })
}

fn fired(checked: &Checked, milestone: &str) -> Vec<(RuleCode, Rag)> {
    let key = checked.program.milestones.key(milestone).expect("a milestone");
    checked.chronicle.now.milestone(key).verdict.fired.iter().map(|fired| (fired.code, fired.rag)).collect()
}

#[test]
fn what_was_done_before_its_predecessor_is_red() {
    let sample = sample();
    assert!(fired(&sample, "M1.5").contains(&(RuleCode::OutOfSequence, Rag::Red)));
    assert!(found(
        &sample,
        Code::OutOfSequence,
        "M1.5: Reported done 27 Feb 2026 by Technical Program Manager, but it waits for M1.3 (70 %)"
    ));
    assert!(found(&sample, Code::Watermelon, "M1.5 is reported green"));
    assert!(status(&sample, "current").write(Format::Text).contains("M1.5 — DB migrations        │   RED "));
}

#[test]
fn what_was_started_before_its_predecessor_is_amber() {
    let sample = sample();
    for (id, words) in [("M1.4", "M1.4: Reported as begun"), ("M1.6", "M1.6: Reported as begun")] {
        assert!(fired(&sample, id).contains(&(RuleCode::OutOfSequence, Rag::Amber)), "{id}");
        assert!(found(&sample, Code::OutOfSequence, words), "{id}");
    }
}

#[test]
fn an_owner_who_is_nobody_is_found() {
    let sample = sample();
    let nobody: Vec<_> = sample.diagnostics.iter().filter(|found| found.code == Code::UnknownOwner).collect();
    assert_eq!(nobody.len(), 4, "`backend` owns four milestones and is not in the registry");
    assert!(nobody.iter().all(|found| found.message.contains("`backend`")));
}

#[test]
fn amber_without_a_next_action_is_found() {
    let sample = sample();
    for id in ["M1.4 is red", "M1.6 is amber"] {
        assert!(found(&sample, Code::NoNextAction, id), "{id}");
    }
    assert!(found(
        &sample,
        Code::NoNextAction,
        "BLOCKER-001 is active but has no next action with a due date"
    ));
    let text = status(&sample, "current").write(Format::Text);
    assert_eq!(text.matches("Next action: MISSING").count(), 5, "three milestones and two risks:\n{text}");
    assert!(text.contains("due date MISSING"));
}

#[test]
fn ids_of_tasks_that_nobody_filled_in_are_found() {
    let sample = sample();
    assert!(found(&sample, Code::TemplateText, "m1.3-user-service.md:21"));
    assert!(found(&sample, Code::UnknownReference, "`task_<uuid>`"), "another place, in another file");
}

#[test]
fn two_risks_under_one_id_are_found() {
    assert!(found(&sample(), Code::DuplicateId, "risk-001-kafka-integration.md:2"));
}

const DECISION: &str = "---\nid: ADR-0001\ntitle: Sign tokens\nstatus: proposed\nblocks: [M1.4]\n---\n";
const SAMPLE_BLOCKER: &str = include_str!("report/sample/content/blockers/blocker-001-signing-key.md");
const SAMPLE_GATEWAY: &str = include_str!("report/sample/content/milestones/m1.4-gateway.md");

#[test]
fn a_decision_that_is_asked_for_needs_a_record() {
    assert!(found(&sample(), Code::UnrecordedDecision, "blocker-001-signing-key.md:9"));
    let unrecorded = |files: &[(&str, &str)]| {
        let checked = check(&Memory::of(files.iter().copied()).expect("clean paths"), &config());
        checked.diagnostics.iter().any(|found| found.code == Code::UnrecordedDecision)
    };
    let settings = ("milepost.yaml", "title: T\nstatus_date: 2026-02-27\n");
    let gateway = ("content/milestones/m1.4.md", SAMPLE_GATEWAY);
    let blocker = ("content/blockers/b.md", SAMPLE_BLOCKER);
    let other = SAMPLE_BLOCKER.replace("Decision on RS256 or HS256", "Undecidedly send the keys");
    assert!(unrecorded(&[settings, gateway, blocker]));
    assert!(!unrecorded(&[settings, gateway, blocker, ("content/decisions/0001.md", DECISION)]));
    assert!(!unrecorded(&[settings, gateway, ("content/blockers/b.md", &other)]));
    let resolved = SAMPLE_BLOCKER.replace("severity: high", "severity: high\nresolved_on: 2026-02-26");
    assert!(!unrecorded(&[settings, gateway, ("content/blockers/b.md", &resolved)]));
}

#[test]
fn low_coverage_is_a_red_risk_of_the_day_it_was_measured() {
    let example = example();
    let ids = |sprint: &str| {
        let risks = status(&example, sprint).risks;
        risks.into_iter().filter(|risk| risk.derived).map(|risk| (risk.id, risk.rag)).collect::<Vec<_>>()
    };
    assert_eq!(ids("current"), [("E5-inventory".to_owned(), Rag::Red)]);
    assert_eq!(ids("sprint-02"), [], "nobody had measured it then");
    assert_eq!(ids("sprint-09"), [], "nothing is known of a sprint to come");
}

#[test]
fn the_texts_stand_beside_the_pages_and_are_linked() {
    let world = of_folder("tests/report/sample");
    let built = build(&world, &config(), &Silent);
    let file = |path: &str| {
        let found = built.plan.iter().find(|(at, _)| at.as_str() == path);
        let (_, bytes) = found.unwrap_or_else(|| panic!("{path} is not in the site"));
        std::str::from_utf8(bytes).expect("text").to_owned()
    };
    let checked = &built.checked;
    for (path, text) in [
        ("sprints/sprint-01/report.txt", status(checked, "sprint-01").write(Format::Text)),
        ("sprints/current/report.txt", status(checked, "sprint-01").write(Format::Text)),
        ("phases/p1/map.txt", phase_map(checked, "P1").write(Format::Text)),
        ("phases/p1/timeline.txt", timeline(checked, "P1").write(Format::Text)),
        ("services/gateway/map.txt", service_map(checked, "gateway").write(Format::Text)),
        ("risks/register.txt", register(checked).write(Format::Text)),
        ("escalations/escalations.txt", escalated(checked).write(Format::Text)),
    ] {
        assert!(file(path) == text, "{path}");
        let (folder, name) = path.rsplit_once('/').expect("a file in a folder");
        let page = file(&format!("{folder}/index.html"));
        assert!(page.contains(&format!("href=\"{name}\"")), "{folder} does not link to {name}");
    }
}

/// A program whose every text is `word`.
fn filled_with(word: &str) -> Memory {
    let text = serde_json::to_string(word).expect("a text");
    let settings = "title: T\nstart: 2026-02-16\nstatus_date: 2026-02-27\n".to_owned();
    let files = [
        ("milepost.yaml", settings),
        ("content/phases/p.md", format!("---\nid: P1\ntitle: {text}\nowner: {text}\nsprints: [S1]\n---\n")),
        (
            "content/sprints/a.md",
            format!("---\nid: S1\ntitle: {text}\nstart: 2026-02-16\nend: 2026-02-27\nphase: P1\n---\n"),
        ),
        (
            "content/sprints/b.md",
            format!("---\nid: S2\ntitle: {text}\nstart: 2026-03-02\nend: 2026-03-13\n---\n"),
        ),
        (
            "content/milestones/a.md",
            format!(
                "---\nid: M1\ntitle: {text}\nphase: P1\nduration: 9d\nservices: [s]\nowner: {text}\nupdates:\n  \
                 - {{date: 2026-02-20, by: ada, status: in_progress, percent_complete: 10, note: {text}, next_action: {{text: {text}, owner: {text}}}}}\n---\n"
            ),
        ),
        (
            "content/milestones/b.md",
            format!(
                "---\nid: M2\ntitle: {text}\nphase: P1\nduration: 1d\nupdates:\n  - {{date: 2026-02-20, by: ada, status: done, note: {text}}}\n---\n"
            ),
        ),
        (
            "content/risks/r.md",
            format!(
                "---\nid: R\ntitle: {text}\nevent: {text}\neffect: {text}\nmitigation: {text}\nowner: {text}\nprobability: high\nimpact: high\n---\n"
            ),
        ),
        (
            "content/blockers/b.md",
            format!(
                "---\nid: B\ntitle: {text}\nblocks: [M1]\nraised_on: 2026-02-20\nraised_by: {text}\nrequired_from: {text}\n---\n"
            ),
        ),
        (
            "content/services/s.md",
            format!(
                "---\nid: s\ntitle: {text}\nowner: {text}\ncoverage: {{unit: 1, date: 2026-02-20}}\ndepends_on: [{{service: t, for: {text}}}]\n---\n"
            ),
        ),
        ("content/services/t.md", format!("---\nid: t\ntitle: {text}\n---\n")),
    ];
    Memory::of(files).expect("clean paths")
}

/// Texts of a filled program in one format.
fn all_reports_of(checked: &Checked, sprint: &str, format: Format) -> [String; 5] {
    [
        status(checked, sprint).write(format),
        phase_map(checked, "P1").write(format),
        timeline(checked, "P1").write(format),
        register(checked).write(format),
        escalated(checked).write(format),
    ]
}

fn all_reports(world: &dyn World, format: Format) -> [String; 5] {
    all_reports_of(&check(world, &config()), "S1", format)
}

const HEADINGS: [&str; 6] = [
    "SPRINT STATUS REPORT",
    "MILESTONE SUMMARY",
    "RISKS AND ISSUES",
    "BLOCKERS (Active)",
    "COMPLETED THIS SPRINT",
    "NEXT SPRINT PREVIEW",
];

fn assert_format_holds(word: &str) {
    let world = filled_with(word);
    let texts = all_reports(&world, Format::Text);
    for text in &texts {
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{word:?}:\n{text}");
        assert!(!text.contains(['\u{202e}', '\u{2066}', '\u{2028}']), "{word:?}:\n{text}");
    }
    let [report, _, timeline, _, _] = &texts;
    let table = report.lines().filter(|line| line.starts_with(['┌', '│', '├', '└']));
    let widths: BTreeSet<usize> = table.map(UnicodeWidthStr::width).collect();
    assert_eq!(widths.len(), 1, "{word:?}: the right border is not straight:\n{report}");
    let headings: Vec<&str> = report.lines().filter(|line| HEADINGS.contains(line)).collect();
    assert_eq!(headings, HEADINGS, "{word:?}:\n{report}");
    let bars = timeline.lines().filter(|line| line.starts_with("M1 ") || line.starts_with("M2 "));
    let starts: BTreeSet<usize> = bars.filter_map(|line| Some(line[..line.rfind('[')?].width())).collect();
    assert_eq!(starts.len(), 1, "{word:?}: both begin on the first day:\n{timeline}");
    let [report, ..] = all_reports(&world, Format::Markdown);
    assert_eq!(
        report.lines().filter(|line| line.starts_with('#')).count(),
        HEADINGS.len(),
        "{word:?}:\n{report}"
    );
}

#[test]
fn the_right_border_is_straight_for_any_script() {
    for word in [
        "漢字のゲートウェイをつくり、みんなが使えるようにするためのとても長い名前",
        "e\u{301}te\u{301} Ange\u{300}le",
        "👩\u{200d}👩\u{200d}👧\u{200d}👦 👍🏽 🇩🇪🇫🇷 1\u{fe0f}\u{20e3} ☂\u{fe0f}",
        "שלום עולם \u{202e}abc",
        "ไทยภาษา हिन्दी क्षत्रिय 한글 ᄒᆞᆫ",
        "لا إله",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "a│b\n┌──┐\tc",
        "# SPRINT STATUS REPORT\nMILESTONE SUMMARY\n",
    ] {
        assert_format_holds(word);
    }
    assert_format_holds(&"x".repeat(5000));
    assert_format_holds(&"\u{301}".repeat(5000));
    assert_format_holds(&"👩\u{200d}".repeat(3000));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_format_holds_for_any_text(word in "\\PC{0,90}|.{0,60}|[a👩🏽🇩🇪\u{301}\u{200d}\u{fe0f}漢ลา ─│┌\\-#|`]{1,60}") {
        assert_format_holds(&word);
    }
}
