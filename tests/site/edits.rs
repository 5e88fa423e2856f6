//! How many files of a site an edit changes: those that speak of what was edited, and no other.

use std::collections::{BTreeMap, BTreeSet};

use milepost::{
    site::SitePlan,
    world::{Memory, ProjectPath, World},
};

use crate::{
    made_up::{self, Options},
    project::{in_memory, site},
};

/// The folder of the search, and how many of its files an edit may change.
const SEARCH: &str = "search-/";
const MOST_OF_SEARCH: usize = 12;

/// A project, its site, and the milestone that is edited.
struct Plan {
    files: Memory,
    site: SitePlan,
    milestone: ProjectPath,
}

impl Plan {
    /// The project with a title for the milestone that nothing else has.
    fn new(files: Memory, milestone: &str) -> Self {
        let milestone = ProjectPath::new(milestone).expect("a clean path");
        let text = String::from_utf8(files.read(&milestone).expect("a file")).expect("text");
        let title = text.lines().find(|line| line.starts_with("title: ")).expect("a title");
        let text = text.replace(title, "title: Zeppelin");
        let mut files = files;
        files.insert(milestone.clone(), text);
        Self { site: site(&files).plan, files, milestone }
    }

    /// The files that are not the same after an edit of the milestone, without those of the search: few of these change,
    /// the ones of the words that came and went.
    fn changed(&self, (from, to): Edit) -> BTreeSet<String> {
        let text = String::from_utf8(self.files.read(&self.milestone).expect("a file")).expect("text");
        assert_eq!(text.matches(from).count(), 1, "{}: {from}", self.milestone);
        let mut files = self.files.clone();
        files.insert(self.milestone.clone(), text.replace(from, to));
        let after = site(&files).plan;
        let (before, after): (BTreeMap<_, _>, BTreeMap<_, _>) =
            (self.site.iter().collect(), after.iter().collect());
        let all: BTreeSet<_> = before.keys().chain(after.keys()).collect();
        let differ = all.into_iter().filter(|path| before.get(*path) != after.get(*path));
        let (search, other): (BTreeSet<String>, BTreeSet<String>) =
            differ.map(|path| path.to_string()).partition(|path| path.starts_with(SEARCH));
        assert!(search.len() <= MOST_OF_SEARCH, "{from}: {} files of the search: {search:?}", search.len());
        other
    }

    /// The files in which a word stands.
    fn speaking_of(&self, word: &str) -> BTreeSet<String> {
        let speaks = |bytes: &[u8]| std::str::from_utf8(bytes).is_ok_and(|text| text.contains(word));
        let speaking = self.site.iter().filter(|(_, bytes)| speaks(bytes)).map(|(path, _)| path.to_string());
        speaking.filter(|path| !path.starts_with(SEARCH)).collect()
    }
}

/// What an edit replaces, and by what.
type Edit = (&'static str, &'static str);

/// The files that each edit of a milestone changes.
fn assert_only_what_speaks_of_it(plan: &Plan, typo: Edit, error: Edit, percent: Edit) {
    let id = plan.milestone.file_stem().split('-').next().expect("an id");
    let page = format!("milestones/{id}/index.html");

    let [json, markdown] = ["json", "md"].map(|ending| format!("milestones/{id}/index.{ending}"));

    // no other page shows the text of a milestone
    assert_eq!(plan.changed(typo), BTreeSet::from([page.clone(), markdown.clone()]), "a typo in the text");

    // the page that is at fault, the list of faults, and where they are counted
    let told = ["api/program.json", "checks/index.html", "index.html", &page, &json, &markdown];
    assert_eq!(plan.changed(error), told.map(str::to_owned).into(), "one error more");

    // exactly the files that have the title
    assert_eq!(plan.changed(("title: Zeppelin", "title: Balloon")), plan.speaking_of("Zeppelin"), "a title");

    // its page and those of its neighbors; lists, charts and reports of its phase, sprints, owner and the program
    let changed = plan.changed(percent);
    let pages = changed.iter().filter(|path| path.starts_with("milestones/m")).count();
    assert!(pages <= 12 && changed.len() <= 70, "a percent changes {} files: {changed:?}", changed.len());
}

#[test]
fn an_edit_of_the_example_changes_what_speaks_of_it() {
    let plan = Plan::new(in_memory("."), "content/milestones/m3.3-media-service.md");
    assert_only_what_speaks_of_it(
        &plan,
        ("has said so", "has sad so"),
        ("has said so", "has [said so](nowhere.md)"),
        ("complete: 80", "complete: 79"),
    );
}

#[test]
fn an_edit_of_a_large_plan_changes_what_speaks_of_it() {
    let options = Options { milestones: 500, phases: 12, sprints: Some(4), ..Options::default() };
    let made_up = made_up::program(&options).expect("a plan");
    let under_way = made_up.iter().find(|(_, text)| text.contains("complete: 40"));
    let under_way = under_way.expect("a milestone under way").0.clone();
    assert_only_what_speaks_of_it(
        &Plan::new(Memory::of(made_up).expect("clean paths"), &under_way),
        ("Made up.", "Mode up."),
        ("Made up.", "Made [up](nowhere.md)."),
        ("complete: 40", "complete: 41"),
    );
}
