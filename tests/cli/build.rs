//! `milepost build`: the site, what it tells, and what it never touches.

use std::fs;
use std::process::Command;

use insta::assert_snapshot;

use crate::project::{Project, Told};

#[test]
fn building_is_what_happens_without_a_command() {
    let (named, unnamed) = (Project::sound(), Project::sound());
    assert_eq!(named.run("build").out, unnamed.run("").out);
    let names = |project: &Project| {
        let strip = |path: &std::path::Path| path.strip_prefix(project.path("output")).unwrap().to_owned();
        project.files("output").into_iter().map(|(path, bytes)| (strip(&path), bytes)).collect::<Vec<_>>()
    };
    assert!(names(&named).len() > 5);
    assert_eq!(names(&named), names(&unnamed));
}

#[test]
fn a_build_tells_where_to_look() {
    assert_snapshot!(Project::sound().transcript("build"));
}

#[test]
fn building_twice_writes_nothing() {
    let project = Project::sound();
    project.run("build");
    let times = || {
        let time = |path: &std::path::PathBuf| fs::metadata(path).and_then(|found| found.modified()).unwrap();
        project.files("output").iter().map(|(path, _)| time(path)).collect::<Vec<_>>()
    };
    let before = times();
    assert_snapshot!(project.transcript("build"));
    assert_eq!(times(), before);
}

#[test]
fn a_page_whose_source_has_gone_goes_too() {
    let project = Project::with_a_warning();
    project.run("build");
    let before = project.files("output").len();
    fs::remove_file(project.path("content/people/bo.md")).unwrap();
    let told = project.run("build");
    assert!(!told.out.contains(" 0 removed)"), "{}", told.out);
    assert!(project.files("output").len() < before);
}

/// A site of some pages, and what happened to it since.
fn standing() -> Project {
    let pages = (1..=6).fold(Project::sound(), |project, n| {
        project.with(&format!("content/page-{n}.md"), format!("# Page {n}\n"))
    });
    assert_eq!(pages.run("build").code, 0);
    pages
}

#[test]
fn a_site_from_nothing_does_not_take_the_place_of_a_good_one() {
    type Harm = fn(&Project);
    let harms: [(Harm, &str); 5] = [
        (|project| emptied(project, "content"), "holds no Markdown"),
        (|project| fs::write(project.path("milepost.yaml"), "").expect("a file"), "no settings"),
        (|project| fs::remove_file(project.path("milepost.yaml")).expect("a file"), "no settings"),
        (
            |project| {
                fs::remove_file(project.path("milepost.yaml")).expect("a file");
                fs::create_dir(project.path("milepost.yaml")).expect("a folder");
            },
            "no settings",
        ),
        (
            |project| {
                emptied(project, "content");
                fs::write(project.path("content/page-1.md"), "# One\n").expect("a file");
            },
            "pages of the content would be removed",
        ),
    ];
    for (harm, words) in harms {
        let project = standing();
        let before = project.files("output");
        harm(&project);
        let told = project.run("build");
        assert_eq!(told.code, 3, "{}", told.err);
        assert!(told.err.contains(words) && told.err.contains("--allow-empty"), "{}", told.err);
        assert!(project.files("output") == before, "{words}");
        assert_eq!(project.run("build --allow-empty").code, 0);
        assert!(project.files("output") != before, "{words}");
    }
}

#[test]
fn a_site_outlives_its_content_folder() {
    let project = standing();
    let before = project.files("output");
    fs::remove_dir_all(project.path("content")).expect("a folder");
    let told = project.run("build");
    assert_eq!(told.code, 3, "{}", told.err);
    assert!(told.err.contains("no content folder content"), "{}", told.err);
    assert!(told.err.contains("The site in output was left as it is."), "{}", told.err);
    assert!(project.files("output") == before);
    fs::remove_dir_all(project.path("output")).expect("a folder");
    assert_eq!(project.run("build").code, 4, "no site stands");
}

fn emptied(project: &Project, folder: &str) {
    fs::remove_dir_all(project.path(folder)).expect("a folder");
    fs::create_dir(project.path(folder)).expect("a folder");
}

#[test]
fn a_page_changed_by_hand_is_told_and_stays() {
    let project = standing();
    let page = project.path("output/page-1/index.html");
    fs::write(&page, "by hand").expect("a file");
    for line in ["build", "build -q"] {
        let told = project.run(line);
        assert_eq!(told.code, 0);
        assert!(told.err.contains("output/page-1/index.html was changed"), "{}", told.err);
        assert!(told.err.contains("--force"), "{}", told.err);
    }
    assert_eq!(project.run("build --strict").code, 1);
    assert_eq!(fs::read_to_string(&page).expect("a file"), "by hand");
    assert_eq!(project.run("build --force").err, "");
    assert_ne!(fs::read_to_string(&page).expect("a file"), "by hand");
}

#[test]
fn a_broken_file_still_gets_its_page() {
    let broken = "---\nkind: milestone\nid: M4\ntitle: Buns\nphase: P1\nowner: adda\nduration: soon\n---\nSoft ones.\n";
    let project = Project::sound().with("content/milestones/m4-buns.md", broken);
    assert_snapshot!(project.transcript("build"));
    let page = project.files("output").into_iter().find(|(path, bytes)| {
        path.extension().is_some_and(|e| e == "html") && String::from_utf8_lossy(bytes).contains("Soft ones.")
    });
    let page = String::from_utf8(page.expect("a page with the text").1).unwrap();
    assert!(page.contains("soon"), "the page says what is wrong");
}

#[test]
fn a_strict_build_writes_the_site_and_fails_on_errors_alone() {
    let project = Project::with_an_error();
    assert_eq!(project.run("build").code, 0);
    assert_eq!(project.run("build --strict --output strict").code, 1);
    assert!(project.path("strict/index.html").exists());
    assert_eq!(Project::with_a_warning().run("build --strict").code, 0);
}

#[test]
fn quiet_tells_errors_and_more_quiet_nothing() {
    let told = Project::with_a_warning().run("build -q");
    assert_eq!((told.out.as_str(), told.err.as_str(), told.code), ("", "", 0));
    let told = Project::with_an_error().run("-q");
    assert!(told.out.is_empty() && told.err.starts_with("error[unknown-reference]"), "{}", told.err);
    let told = Project::with_an_error().run("build -qq --strict");
    assert_eq!((told.out.as_str(), told.err.as_str(), told.code), ("", "", 1));
}

#[test]
fn a_flood_of_problems_is_cut_errors_first() {
    let mut project = Project::with_an_error();
    for number in 0..30 {
        let text = format!("---\nid: a{number}\nname: P\nflavor{}: rye\n---\nText.\n", "r".repeat(number));
        project = project.with(&format!("content/people/a{number}.md"), &text);
    }
    let told = project.run("build");
    assert!(told.err.starts_with("error[unknown-reference]"), "{}", told.err);
    assert_eq!(told.err.matches(": rye").count(), 19);
    assert!(told.err.ends_with("... and 11 more; `milepost build -v` tells all\n\n"), "{}", told.err);
    assert_eq!(project.run("build -v").err.matches(": rye").count(), 30);
}

#[test]
fn a_problem_that_is_everywhere_is_told_once_with_its_number() {
    let mut project = Project::with_an_error();
    for number in 0..30 {
        let text = format!("---\nname: P\nid: a{number}\nflavor: rye\n---\nText.\n");
        project = project.with(&format!("content/people/a{number}.md"), &text);
    }
    let told = project.run("build");
    assert_eq!(told.err.matches("flavor: rye").count(), 1);
    assert!(told.err.contains("30 times: also at content/people/a1.md:4:1"), "{}", told.err);
    assert!(!told.err.contains("... and"), "{}", told.err);
    assert_eq!(project.run("build -v").err.matches("flavor: rye").count(), 30);
}

#[test]
fn what_holds_other_things_is_refused_as_output() {
    let project = Project::sound().with(".git/HEAD", "").with("themes/own/x.css", "");
    let before = project.files("");
    for output in [".", "content", "content/site", "..", "../..", "/", "themes", ".git/site"] {
        let told = project.run(&format!("build --output {output}"));
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{output}: {}", told.err);
        assert!(told.err.starts_with("error: refusing to write the site to "), "{output}: {}", told.err);
        assert!(told.err.contains("choose an empty folder of its own"), "{output}: {}", told.err);
    }
    assert_eq!(project.files(""), before);
    assert_snapshot!(project.transcript("build --output content"));
    assert_snapshot!(project.transcript("build --output .."));
}

#[test]
fn files_of_others_stay() {
    let project =
        Project::sound().with("output/CNAME", "example.org\n").with("output/old/notes.txt", "mine\n");
    assert_eq!(project.run("build").code, 0);
    assert_eq!(project.read("output/CNAME"), "example.org\n");
    assert_eq!(project.read("output/old/notes.txt"), "mine\n");
    assert!(project.path("output/index.html").exists());
}

#[test]
fn a_file_of_others_in_the_way_stops_the_build() {
    let project = Project::sound().with("output/index.html", "mine\n");
    assert_snapshot!(project.transcript("build"));
    assert_eq!(project.read("output/index.html"), "mine\n");
}

#[test]
fn a_site_beside_the_content_is_no_content() {
    let project = Project::sound();
    assert_eq!(project.run("build --content . --output ../site").code, 0);
    let told = project.run("build --content . --output ../site");
    assert!(told.out.contains("(0 files written"), "{}", told.out);
}

#[test]
fn the_folder_of_a_fresh_clone_is_built_into_and_ignored_but_for_what_keeps_it() {
    let (ignored, kept) = (include_str!("../../.gitignore"), include_str!("../../output/.gitignore"));
    let project = Project::sound().with(".gitignore", ignored).with("output/.gitignore", kept);
    git(&project, "init --quiet");
    for line in ["build", "build", "build --as-of 2026-03-09"] {
        let told = project.run(line);
        assert_eq!(told.code, 0, "{}", told.err);
        assert!(told.out.contains(" 0 removed)"), "{}", told.out);
        assert_eq!(project.read("output/.gitignore"), kept);
    }
    git(&project, "add --all");
    assert_eq!(git(&project, "ls-files output"), "output/.gitignore\n");

    // Whoever publishes a copy of the folder has all of it in the repository that it is copied to.
    let mut published = Project::empty();
    for (path, bytes) in project.files("output") {
        let name = path.strip_prefix(project.path("output")).unwrap().to_str().unwrap().to_owned();
        published = published.with(&name, bytes);
    }
    git(&published, "init --quiet");
    git(&published, "add --all");
    assert_eq!(git(&published, "ls-files").lines().count(), project.files("output").len());
}

#[test]
fn the_commit_is_named_where_there_is_one() {
    let project = Project::sound();
    assert_eq!(project.run("build").code, 0, "no repository");
    let without = project.files("output");
    git(&project, "init --quiet");
    assert_eq!(project.run("build").code, 0, "a repository without a commit");
    git(&project, "add milepost.yaml content");
    git(&project, "commit --quiet --message=Plan");
    let name = git(&project, "rev-parse HEAD");
    let told = Told::by(project.command("build").env("GIT_DIR", "/nowhere"));
    assert_eq!(told.code, 0, "{}", told.err);
    assert!(project.read("output/checks/index.html").contains(&format!("<code>{}</code>", &name[..10])));
    assert!(project.read("output/api/program.json").contains(&format!("\"commit\": \"{}\"", &name[..10])));
    let pages = project
        .files("output")
        .into_iter()
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(&name[..10]));
    assert_eq!(pages.count(), 2, "no other file changes with a commit");
    let differ = project.files("output").into_iter().zip(without).filter(|(with, without)| with != without);
    let differ: Vec<String> = differ.map(|((path, _), _)| path.display().to_string()).collect();
    let may = [".milepost-manifest.json", "api/program.json", "checks/index.html"];
    assert!(differ.len() == 3 && differ.iter().zip(may).all(|(path, may)| path.ends_with(may)), "{differ:?}");
    let project = project.with("content/new.md", "# New\n");
    project.run("build");
    assert!(
        project.read("output/checks/index.html").contains(&format!("<code>{}-dirty</code>", &name[..10]))
    );
}

/// Runs git in a project, and gives what it says.
fn git(project: &Project, words: &str) -> String {
    let mut git = Command::new("git");
    git.current_dir(project.path("")).args(words.split(' ')).env("HOME", project.home());
    git.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
    for (name, value) in [("NAME", "Ada"), ("EMAIL", "ada@example.org"), ("DATE", "2026-03-02T12:00:00Z")] {
        git.env(format!("GIT_AUTHOR_{name}"), value).env(format!("GIT_COMMITTER_{name}"), value);
    }
    let output = git.output().expect("git is there");
    assert!(output.status.success(), "git {words}");
    String::from_utf8(output.stdout).expect("git writes UTF-8")
}

#[test]
fn timings_tell_what_each_part_took() {
    let told = Project::sound().run("build --timings");
    let names: Vec<&str> = told.err.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(names, ["load", "analysis", "checks", "pages", "writing"], "{}", told.err);
    assert!(told.err.lines().all(|line| line.contains(" ms   ")), "{}", told.err);
    assert!(
        told.err.contains("6 files") && told.err.contains(" written, 0 unchanged, 0 removed"),
        "{}",
        told.err
    );
}
