//! The example program: what its plan is made of, and what its story is meant to show.

use std::path::Path;

use milepost::{
    analyse::{Progress, WaitingOn},
    diag::{Code, Severity},
    disk::Disk,
    model::{Entity, Key, Milestone, Rag},
    site::{Built, Checked, Config, Silent, build, check},
    world::{Listing, ProjectPath, ReadError, SitePath, World},
};

fn repository() -> Disk {
    Disk::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository can be read")
}

fn config() -> Config {
    Config::usual(chrono::NaiveDate::MIN)
}

fn example() -> Checked {
    check(&repository(), &config())
}

fn key(checked: &Checked, id: &str) -> Key<Milestone> {
    checked.program.milestones.key(id).expect("a milestone of the example")
}

fn shown(checked: &Checked, id: &str) -> Rag {
    checked.chronicle.now.milestone(key(checked, id)).verdict.shown
}

#[test]
fn the_plan_has_29_milestones_and_the_dependencies_it_was_given() {
    let checked = example();
    assert_eq!(checked.program.milestones.len(), 29);
    let keys = checked.program.milestones.keys();
    let written: Vec<_> = keys.flat_map(|key| checked.graph.waits_for(key)).collect();
    let count = |of: fn(&WaitingOn) -> bool| written.iter().filter(|waiting| of(&waiting.on)).count();
    assert_eq!(
        count(|on| matches!(on, WaitingOn::Milestone(_))),
        51,
        "edges between milestones, ranges written out"
    );
    assert_eq!(count(|on| matches!(on, WaitingOn::Gate(_))), 2, "edges on whole phases");
    assert_eq!(count(|on| matches!(on, WaitingOn::Everything)), 1, "edges on everything");
}

#[test]
fn the_longest_chain_has_13_milestones() {
    let checked = example();
    fn chain(graph: &milepost::analyse::DependencyGraph, at: usize, known: &mut [Option<usize>]) -> usize {
        if let Some(length) = known[at] {
            return length;
        }
        let before = graph.predecessors(Key::new(at)).iter().map(|p| chain(graph, p.index(), known)).max();
        let length = before.unwrap_or(0) + 1;
        known[at] = Some(length);
        length
    }
    let mut known = vec![None; checked.program.milestones.len()];
    let longest = (0..known.len()).map(|at| chain(&checked.graph, at, &mut known)).max();
    assert_eq!(longest, Some(13));
}

#[test]
fn the_content_has_no_errors() {
    let checked = example();
    let errors: Vec<_> = checked.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn the_story_shows_every_feature() {
    let checked = example();
    let now = &checked.chronicle.now;
    let any = |of: &dyn Fn(&milepost::analyse::MilestoneAnalysis) -> bool| now.milestones.iter().any(of);
    assert!(any(&|m| matches!(m.progress, Progress::Done(_))), "something is done");
    assert!(any(&|m| m.schedule.as_ref().is_ok_and(|p| p.slip() > 3)), "something slips");
    assert!(any(&|m| m.verdict.watermelon), "something is declared better than computed");
    assert!(any(&|m| m.verdict.overridden.is_some()), "a color is overridden");
    assert!(any(&|m| m.verdict.shown == Rag::Unknown), "something is unknown");
    assert!(
        now.phases.iter().any(|phase| phase.gate.signed_unmet),
        "a gate is signed over an unmet criterion"
    );
    assert!(now.blockers.iter().any(|blocker| blocker.active), "something is blocked");
    let unacknowledged = checked.program.contracts.rows().iter().any(|contract| {
        contract.consumers.iter().any(|consumer| !contract.acknowledged(consumer, now.as_of))
    });
    assert!(unacknowledged, "a contract is not acknowledged");
    assert_eq!(shown(&checked, "M1.1"), Rag::Green);
    assert_eq!(shown(&checked, "M2.5"), Rag::Red);
    assert_eq!(shown(&checked, "M3.3"), Rag::Unknown);
}

#[test]
fn past_sprints_show_what_was_known_at_their_end() {
    let checked = example();
    let sprint = checked.program.sprints.key("sprint-02").expect("a sprint of the example");
    let then = checked.chronicle.for_sprint(&checked.program, &checked.graph, sprint);
    assert_eq!(then.as_of, checked.program.last_day(sprint));
    let gateway = then.milestone(key(&checked, "M1.4"));
    assert!(
        !matches!(gateway.progress, Progress::Done(_)),
        "{}",
        checked.program.milestones[key(&checked, "M1.4")].head().title
    );
}

/// Bytes of a page with all that a browser loads for it, before compression.
const HEAVIEST_SPRINT_PAGE: usize = 100_000;

#[test]
fn a_sprint_page_is_light() {
    let built = build(&repository(), &config(), &Silent);
    let size =
        |path: &str| built.plan.get(&SitePath::new(path).expect("a clean path")).map_or(0, <[u8]>::len);
    let assets: usize = ["assets/style.css", "assets/site.js", "assets/icon.svg"].map(size).iter().sum();
    for (path, bytes) in built.plan.iter() {
        if path.as_str().starts_with("sprints/sprint-") && path.as_str().ends_with(".html") {
            let weight = bytes.len() + assets;
            assert!(weight < HEAVIEST_SPRINT_PAGE, "{} weighs {weight} bytes", path.as_str());
        }
    }
}

#[test]
fn the_age_of_facts_is_shown_whether_they_are_stale_or_not() {
    let built = build(&repository(), &config(), &Silent);
    let page = |path: &str| {
        let bytes = built.plan.get(&SitePath::new(path).expect("a clean path")).expect("a page");
        String::from_utf8_lossy(bytes).into_owned()
    };
    let sprint = page("sprints/sprint-06/index.html");
    assert!(sprint.contains("No report for 12 working days"), "what is stale says so: {sprint}");
    let stale = page("milestones/m3.3/index.html");
    let age = ", 12 working days ago</td>";
    assert!(stale.contains("Last report") && stale.contains(age), "{stale}");
    let milestone = page("milestones/m3.1/index.html");
    let facts =
        ["Last report", "Percentage", "Reported color", "Coverage of search", ", 1 working day ago</td>"];
    assert!(facts.iter().all(|fact| milestone.contains(fact)), "{milestone}");
    assert!(!built.checked.diagnostics.iter().any(|found| found.code == Code::LongPage));
}

/// A world in which one file says something else.
struct With {
    world: Disk,
    path: ProjectPath,
    bytes: Vec<u8>,
}

impl World for With {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, ReadError> {
        if *path == self.path { Ok(self.bytes.clone()) } else { self.world.read(path) }
    }

    fn list(&self, folder: &ProjectPath) -> Listing {
        self.world.list(folder)
    }

    fn exists(&self, path: &ProjectPath) -> bool {
        self.world.exists(path)
    }
}

/// A frame that begins with every fragment that the page is given.
const FRAGMENTS: &str = "{% for name, piece in html %}\u{1}{{ name }}\u{2}{{ piece }}\u{3}{% endfor %}\
    {% block assets %}{% endblock assets %}{% block policy %}{% endblock policy %}{% block head %}{% endblock head %}{% block foot %}{% endblock foot %}\
    {% block width %}{% endblock width %}{% block brand %}{% endblock brand %}{% block tools %}{% endblock tools %}\
    {% block content %}{% endblock content %}";

#[test]
fn every_drawing_that_a_page_is_given_stands_on_it() {
    let path = ProjectPath::new("themes/default/templates/base.html").expect("a valid path");
    let given = With { world: repository(), path, bytes: FRAGMENTS.as_bytes().to_vec() };
    let Built { plan: given, checked, .. } = build(&given, &config(), &Silent);
    let broken = checked.diagnostics.iter().find(|found| found.code == Code::TemplateError);
    assert!(broken.is_none(), "{broken:?}");
    let shown = build(&repository(), &config(), &Silent).plan;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut names = std::collections::BTreeSet::new();
    for (path, bytes) in given.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        let page = text(shown.get(path).expect("the same pages"));
        for fragment in text(bytes).split('\u{1}').skip(1) {
            let (fragment, _) = fragment.split_once('\u{3}').expect("its end");
            let (name, drawing) = fragment.split_once('\u{2}').expect("a name and a drawing");
            assert!(page.contains(drawing), "{path}: {name} is made and not shown");
            names.insert(name.to_owned());
        }
    }
    let maps = ["dependencies", "services_map", "decisions_map", "gantt"];
    assert!(maps.iter().all(|name| names.contains(*name)), "{names:?}");
}
