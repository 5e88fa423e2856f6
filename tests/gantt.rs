//! Which part of the plan a chart shows, from content: long plans by phase, sprints around their time, owners with
//! leveled days. What is left out is always told.

mod common_world;
#[path = "../examples/plans/made_up.rs"]
mod made_up;

use chrono::NaiveDate;
use common_world::project;
use made_up::{Names, Options};
use milepost::model::LifeCycle;
use milepost::{
    model::Key,
    site::{Checked, Config, Silent, build, check},
    view::{
        Context,
        chart::gantt::{GanttRow, GanttView, Rollup},
        chart::plan::PlanScope,
    },
};

type Files = Vec<(String, String)>;

fn checked(files: &Files) -> Checked {
    check(&project(&borrowed(files)), &config())
}

fn borrowed(files: &Files) -> Vec<(&str, &str)> {
    files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

fn config() -> Config {
    Config::usual(NaiveDate::MIN)
}

fn context(checked: &Checked) -> Context<'_> {
    checked.context()
}

/// Phases of milestones one after the other, five days each, the first of each phase done; all owned by one person.
fn plan(phases: usize, milestones: usize) -> Files {
    let settings =
        "title: Shop\nstart: 2026-02-02\nstatus_date: 2026-02-12\nagents: [{id: ada, name: Ada}]\n";
    let mut files = vec![("milepost.yaml".to_owned(), settings.to_owned())];
    for phase in 1..=phases {
        files.push((
            format!("content/phases/p{phase}.md"),
            format!("---\nid: P{phase}\ntitle: Part {phase}\n---\n"),
        ));
        for number in 1..=milestones {
            files.push((format!("content/milestones/m{phase}-{number}.md"), milestone(phase, number)));
        }
    }
    for (number, start, end) in [
        (1, "2026-02-02", "2026-02-13"),
        (2, "2026-02-16", "2026-02-27"),
        (3, "2026-03-02", "2026-03-13"),
        (4, "2026-03-16", "2026-03-27"),
    ] {
        let text =
            format!("---\nid: sprint-0{number}\ntitle: Sprint {number}\nstart: {start}\nend: {end}\n---\n");
        files.push((format!("content/sprints/s{number}.md"), text));
    }
    files
}

fn milestone(phase: usize, number: usize) -> String {
    let needs = match (phase, number) {
        (1, 1) => String::new(),
        (_, 1) => format!("P{}", phase - 1),
        _ => format!("M{phase}.{}", number - 1),
    };
    let done = if (phase, number) == (1, 1) {
        "updates:\n  - {date: 2026-02-09, by: ada, status: done, actual_start: 2026-02-02, actual_finish: 2026-02-09}\n"
    } else {
        ""
    };
    let dates = if (phase, number) == (1, 1) { "start: 2026-02-02\nfinish: 2026-02-06\n" } else { "" };
    format!(
        "---\nid: M{phase}.{number}\ntitle: Step\nphase: P{phase}\nowner: ada\nduration: 5d\n{dates}depends_on: [{needs}]\n{done}---\n"
    )
}

fn rows(view: &GanttView) -> Vec<&GanttRow> {
    view.phases.iter().flat_map(|phase| &phase.rows).collect()
}

#[test]
fn a_short_plan_is_drawn_milestone_by_milestone() {
    let checked = checked(&plan(4, 12));
    let view = context(&checked).gantt(PlanScope::Program);
    assert_eq!((rows(&view).len(), &view.note), (4 * 12 + 4, &None));
    assert!(context(&checked).plan_by_phase().is_empty());
}

#[test]
fn a_long_plan_is_drawn_by_phase() {
    let checked = checked(&plan(4, 16));
    let view = context(&checked).gantt(PlanScope::Program);
    let ids: Vec<&str> = rows(&view).iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["P1", "P1 gate", "P2", "P2 gate", "P3", "P3 gate", "P4", "P4 gate"]);
    let note = view.note.as_ref().expect("it says what it leaves out");
    assert_eq!((note.what.as_str(), note.href.as_str()), ("64 milestones", "milestones/index.html"));
    let first = rows(&view)[0];
    assert_eq!(first.rollup, Some(Rollup { done: 1, of: 16 }));
    assert_eq!((first.status, first.critical), (LifeCycle::InProgress, true));
    assert_eq!(first.slip_days, rows(&view)[1].slip_days, "a phase slips as its gate does");
    assert_eq!(first.href, "phases/p1/index.html#timeline");
    let second = rows(&view)[2];
    assert_eq!(second.needs.iter().map(|need| need.from.as_str()).collect::<Vec<_>>(), ["P1 gate"]);
    assert!(second.needs[0].critical);
    assert!(view.description.starts_with("64 milestones, expected to finish on "), "{}", view.description);
    assert!(view.description.ends_with("and 51 more."), "{}", view.description);
    assert_eq!(context(&checked).plan_by_phase().len(), 4);
}

#[test]
fn a_phase_of_very_many_milestones_shows_some_and_says_so() {
    let checked = checked(&plan(1, 500));
    let view = context(&checked).gantt(PlanScope::Phase(Key::new(0)));
    let shown: Vec<&str> = rows(&view).iter().filter(|row| !row.gate).map(|row| row.id.as_str()).collect();
    assert_eq!((shown.len(), shown[0], shown[45]), (46, "M1.2", "M1.47"), "what is done is left out first");
    let note = view.note.expect("it says what it leaves out");
    assert_eq!(
        (note.what.as_str(), note.href.as_str()),
        ("454 more milestones", "phases/p1/index.html#milestones")
    );
}

#[test]
fn a_plan_of_one_long_phase_is_not_summed_up() {
    let checked = checked(&plan(1, 80));
    let view = context(&checked).gantt(PlanScope::Program);
    assert_eq!((rows(&view).len(), view.note), (81, None));
}

#[test]
fn what_is_done_and_well_folds_away_and_nothing_else() {
    let options = Options { milestones: 40, phases: 4, past: made_up::Past::History, ..Options::default() };
    let files = made_up::program(&options).expect("a program");
    let checked = checked(&files);
    let whole = context(&checked).gantt(PlanScope::Program);
    let folded = whole.folded().expect("nearly all is done");
    assert!(rows(&folded).len() + 4 <= rows(&whole).len());
    let over = |row: &GanttRow| matches!(row.status, LifeCycle::Done | LifeCycle::Cancelled);
    for (before, after) in whole.phases.iter().zip(&folded.phases) {
        assert_eq!(before.id, after.id, "no phase is lost");
        let gone = |row: &&GanttRow| !after.rows.iter().any(|kept| kept.id == row.id);
        assert!(before.rows.iter().filter(gone).all(over), "{}: what is open stays", before.id);
        let milestones = before.rows.iter().filter(gone).filter(|row| !row.gate).count();
        let told = after.label() + &after.rows.iter().map(GanttRow::label).collect::<Vec<_>>().join("\n");
        assert!(milestones == 0 || told.contains(&format!("{milestones} done")), "{told}");
    }
    let calm = context(&checked).gantt(PlanScope::Phase(Key::new(0)));
    assert!(
        calm.phases.iter().all(|phase| phase.folded == 0),
        "a chart is whole unless it is asked for less"
    );
    let trouble = Options { past: made_up::Past::Trouble, ..options };
    let files = made_up::program(&trouble).expect("a program");
    let checked = self::checked(&files);
    assert!(context(&checked).gantt(PlanScope::Program).folded().is_none(), "nothing is done");
}

#[test]
fn a_sprint_shows_its_own_time() {
    let checked = checked(&plan(1, 20));
    let view = context(&checked);
    let state = view.sprint_state(Key::new(1));
    let view = view.gantt_of(&state, PlanScope::Sprint(Key::new(1)));
    let told = |day: NaiveDate| day.to_string();
    assert_eq!(view.sprints.len(), 4);
    assert!(view.range.start >= "2026-02-02".parse().expect("a date"), "{}", told(view.range.start));
    assert!(view.range.finish <= "2026-03-27".parse().expect("a date"), "{}", told(view.range.finish));
    assert!(view.range.start <= "2026-02-16".parse().expect("a date"), "{}", told(view.range.start));
    assert!(view.range.finish >= "2026-02-27".parse().expect("a date"), "{}", told(view.range.finish));
}

/// A chart with other rows than the table above it makes its reader look for what they have in common.
#[test]
fn a_sprint_shows_the_milestones_that_stand_first_in_its_table() {
    let trouble = made_up::Options {
        milestones: 60,
        phases: 2,
        sprints: Some(4),
        past: made_up::Past::Trouble,
        ..made_up::Options::default()
    };
    let checked = self::checked(&made_up::program(&trouble).expect("a program"));
    let cx = context(&checked);
    let sprint = cx.current_sprint().expect("a sprint");
    let chart = cx.gantt(PlanScope::Sprint(sprint));
    let mut drawn: Vec<&str> = rows(&chart).iter().map(|row| row.id.as_str()).collect();
    let mut ranked = cx.now().sprint(sprint).milestones.clone();
    assert!(ranked.len() > drawn.len() && drawn.len() > 3, "{drawn:?}");
    ranked.sort_by_key(|key| cx.milestone_row(cx.now(), *key).effect());
    let ids = |key: &Key<_>| &*checked.program.milestones[*key].head.id;
    let mut listed: Vec<&str> = ranked.iter().take(drawn.len()).map(ids).collect();
    drawn.sort_unstable();
    listed.sort_unstable();
    assert_eq!(drawn, listed);
    assert_eq!(chart.note.expect("it says so").words, "in the table, less urgent");
}

#[test]
fn an_owner_sees_what_leveling_would_move() {
    let mut files = plan(1, 3);
    files.push((
        "content/milestones/x.md".to_owned(),
        "---\nid: X\ntitle: Beside\nphase: P1\nowner: ada\nduration: 5d\ndepends_on: [M1.1]\n---\n"
            .to_owned(),
    ));
    let checked = checked(&files);
    let view = context(&checked).gantt(PlanScope::Owner(Key::new(0)));
    assert_eq!(view.title, "Timeline of Ada");
    assert_eq!(rows(&view).len(), 4);
    let moved: Vec<&str> =
        rows(&view).iter().filter(|row| row.leveled.is_some()).map(|row| row.id.as_str()).collect();
    assert!(!moved.is_empty(), "two at a time are asked of one person");
    let program = context(&checked).gantt(PlanScope::Program);
    assert!(rows(&program).iter().all(|row| row.leveled.is_none()), "other charts stay simple");
}

#[test]
fn charts_stay_small_however_long_the_plan() {
    let files = plan(12, 42);
    let built = build(&project(&borrowed(&files)), &config(), &Silent);
    let charts = built.plan.iter().filter(|(path, _)| path.as_str().ends_with("gantt.svg"));
    let sizes: Vec<(&str, usize)> = charts.map(|(path, bytes)| (path.as_str(), bytes.len())).collect();
    assert!(sizes.iter().any(|(path, _)| *path == "teams/ada/gantt.svg"), "{sizes:?}");
    assert!(sizes.iter().all(|(_, bytes)| *bytes < 300_000), "{sizes:?}");
    let of = |path| sizes.iter().find(|size| size.0 == path).map(|size| size.1).expect("a chart");
    assert!(of("gantt.svg") < 40_000 && of("timeline/gantt.svg") < 40_000, "{sizes:?}");
}

#[test]
fn a_chart_of_20_milestones_stays_under_40_kb_as_a_file_of_its_own() {
    let names = [Names::Short, Names::Long, Names::World];
    for (names, phases) in names.into_iter().flat_map(|names| [3, 4].map(|phases| (names, phases))) {
        let files = made_up::program(&Options { milestones: 20, phases, names, ..Options::default() })
            .expect("a program");
        let built = build(&project(&borrowed(&files)), &config(), &Silent);
        let chart = |of: &str| {
            let file = built.plan.iter().find(|(path, _)| path.as_str() == of);
            file.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).expect("a chart")
        };
        for path in ["gantt.svg", "timeline/gantt.svg"] {
            let text = chart(path);
            // the first page shows all phases under one heading, each with its gate
            let rows = if path == "gantt.svg" { 1 + 2 * phases } else { 20 + 2 * phases };
            let rings = text.matches("class=\"ring\"").count();
            assert!((rows + 7..=rows + 12).contains(&rings), "{rings} rows and sprints of {path}");
            println!("{names:?} in {phases} phases: {path} has {} bytes", text.len());
            assert!(text.len() < 40_000, "{names:?}: {path} has {} bytes", text.len());
        }
    }
}
