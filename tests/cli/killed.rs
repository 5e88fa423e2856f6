//! A build that is killed at any moment leaves whole files, and the next one makes exactly the site.

use std::{collections::BTreeMap, fs, path::PathBuf, time::Instant};

use milepost::publish::STAGING_FOLDER;

use crate::project::{Project, copy};

/// How often.
const KILLS: u32 = 12;

fn with_pages(project: Project, words: &str, count: u32) -> Project {
    (0..count).fold(project, |project, n| {
        project.with(&format!("content/page-{n}.md"), format!("# Page {n}\n\n{words}\n"))
    })
}

fn site(project: &Project) -> BTreeMap<PathBuf, Vec<u8>> {
    let ours = |(path, _): &(PathBuf, Vec<u8>)| {
        !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".milepost-"))
    };
    project.files("output").into_iter().filter(ours).collect()
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_finishes() {
    let project = with_pages(Project::sound(), "old", 40);
    assert_eq!(project.run("build").code, 0);
    let old = site(&project);
    let kept = project.path("kept");
    copy(&project.path("output"), &kept);
    let project = with_pages(project, "new", 30);
    for n in 30..40 {
        fs::remove_file(project.path(&format!("content/page-{n}.md"))).expect("a page");
    }
    let begun = Instant::now();
    assert_eq!(project.run("build").code, 0);
    let took = begun.elapsed();
    let new = site(&project);
    for kill in 1..=KILLS {
        fs::remove_dir_all(project.path("output")).expect("a site");
        copy(&kept, &project.path("output"));
        // most moments lie in the second half, where files are written; whatever still runs then is killed
        let moment = took.mul_f64(0.3 + 0.8 * f64::from(kill) / f64::from(KILLS));
        let _ = project.command("build").timeout(moment).output();
        for (path, bytes) in site(&project) {
            let whole = old.get(&path) == Some(&bytes) || new.get(&path) == Some(&bytes);
            assert!(whole, "{} is neither old nor new", path.display());
        }
        let next = project.run("build");
        assert_eq!((next.code, next.err.as_str()), (0, ""), "kill {kill}");
        assert!(site(&project) == new, "kill {kill}");
        let left = project.files("output");
        let of_writing = |path: &str| path.ends_with(".tmp") || path.contains(STAGING_FOLDER);
        let left = left.iter().filter(|(path, _)| of_writing(&path.to_string_lossy())).count();
        assert_eq!(left, 0, "kill {kill}");
    }
}
