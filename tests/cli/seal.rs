//! A build that would come to the site that stands makes nothing; whatever else is so is built as from nothing.

use std::fs;

use crate::project::{Project, Told};

/// Whether a build found that it need make nothing.
fn spared(told: &Told) -> bool {
    !told.err.contains("pages ") && told.err.contains("all that was read is as it was")
}

fn timed(project: &Project) -> Told {
    project.run("build --timings")
}

/// A project whose site stands, with a static file, a link that leads nowhere yet, and a theme that is not chosen.
fn standing() -> Project {
    let project = Project::sound()
        .with("content/notes.md", "# Notes\n\nSee [the picture](picture.svg) and M1.\n")
        .with("static/robots.txt", "User-agent: *\n");
    assert!(!spared(&timed(&project)), "nothing stood");
    project
}

#[test]
fn what_would_be_the_same_is_not_made_again() {
    let project = standing();
    let before = project.files("output");
    let (loud, quiet) = (project.run("build"), project.run("build --quiet"));
    assert!(spared(&timed(&project)));
    assert!(loud.out.contains("(0 files written, ") && quiet.out.is_empty(), "{}", loud.out);
    assert_eq!(project.files("output"), before);
    fs::remove_file(project.path("output/.milepost-lock")).expect("it stands there");
    let made = project.run("build");
    assert_eq!((made.out, made.err, made.code), (loud.out, loud.err, loud.code), "the same words");
}

#[test]
fn findings_are_told_every_time() {
    for (project, code) in [(Project::with_a_warning(), 0), (Project::with_an_error(), 1)] {
        let line = if code == 1 { "build --strict" } else { "build" };
        let first = project.run(line);
        assert!(spared(&timed(&project)));
        let again = project.run(line);
        assert_eq!((&again.err, again.code), (&first.err, first.code));
        assert_eq!(first.code, code);
        assert_eq!(
            again.out.lines().skip(1).collect::<Vec<_>>(),
            first.out.lines().skip(1).collect::<Vec<_>>()
        );
    }
}

#[test]
fn whatever_differs_is_made_as_from_nothing() {
    type Change = fn(&Project);
    let changes: [(&str, Change); 9] = [
        ("a text", |project| put(project, "content/notes.md", "# Notes\n\nOther words.\n")),
        ("a new page", |project| put(project, "content/more.md", "# More\n")),
        ("what a link leads to", |project| put(project, "content/picture.svg", "<svg/>")),
        ("a page that goes", |project| fs::remove_file(project.path("content/notes.md")).expect("a file")),
        ("the settings", |project| {
            let settings = project.read("milepost.yaml");
            put(project, "milepost.yaml", &format!("{settings}\nstale_after: 4\n"));
        }),
        ("a static file", |project| put(project, "static/robots.txt", "User-agent: none\n")),
        ("one more of them", |project| put(project, "static/more.txt", "more")),
        ("a file of the site that goes", |project| {
            fs::remove_file(project.path("output/index.html")).expect("a file");
        }),
        ("a link in place of a folder", |project| {
            fs::rename(project.path("static"), project.path("elsewhere")).expect("a folder");
        }),
    ];
    for (what, change) in changes {
        let project = standing();
        change(&project);
        assert!(!spared(&timed(&project)), "{what}");
        assert!(spared(&timed(&project)), "{what}, again");
        let sites = project.files("output");
        fs::remove_dir_all(project.path("output")).expect("the site");
        project.run("build");
        assert_eq!(sites, project.files("output"), "{what}");
    }
}

#[test]
fn another_day_another_folder_and_another_commit_are_made() {
    let project = standing();
    for line in
        ["build --timings --as-of 2026-03-20", "build --timings --output other", "build --timings --history"]
    {
        let told = project.run(line);
        assert!(!spared(&told), "{line}: {}", told.err);
    }
}

#[test]
fn what_was_changed_by_hand_is_told_by_every_build() {
    let project = standing();
    let page = project.path("output/notes/index.html");
    let ours = fs::read(&page).expect("a page");
    let theirs = vec![b'x'; ours.len()];
    fs::write(&page, &theirs).expect("a page");
    for _ in 0..2 {
        let told = timed(&project);
        assert!(!spared(&told) && told.err.contains("was changed since Milepost wrote it"), "{}", told.err);
        assert_eq!(fs::read(&page).expect("a page"), theirs);
    }
    fs::write(&page, ours).expect("a page");
    assert!(!spared(&timed(&project)) && spared(&timed(&project)));
}

#[test]
fn a_note_that_cannot_be_read_costs_a_build_and_nothing_else() {
    let project = standing();
    for text in ["", "{}", "null", "[1,2", "\u{0}"] {
        put(&project, "output/.milepost-lock", text);
        let told = timed(&project);
        assert!(!spared(&told) && told.code == 0, "{text:?}: {}", told.err);
        assert!(spared(&timed(&project)));
    }
}

fn put(project: &Project, name: &str, text: &str) {
    fs::write(project.path(name), text).expect("a file");
}
