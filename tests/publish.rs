//! A plan becomes a folder: only what differs is written, only what is ours is removed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use milepost::publish::{
    LOCK_FILE, Lost, MANIFEST_FILE, Publication, PublishError, Published, STAGING_FOLDER, Sources, Terms,
    publish, publish_on,
};
use milepost::site::Keep;
use milepost::site::plan::{SitePath, SitePlan};
use proptest::prelude::*;
use tempfile::TempDir;

/// A project with content, and an output folder beside it.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        fs::create_dir(folder.path().join("content")).expect("a new folder");
        Self { folder }
    }

    fn output(&self) -> PathBuf {
        self.folder.path().join("output")
    }

    fn publish(&self, plan: &SitePlan) -> Result<Published, PublishError> {
        self.publish_on(&Terms::default(), plan)
    }

    fn publish_on(&self, terms: &Terms, plan: &SitePlan) -> Result<Published, PublishError> {
        let root = self.folder.path();
        publish_on(
            terms,
            plan,
            &self.output(),
            &Sources { root, content: Path::new("content"), themes: Path::new("themes") },
        )
    }

    fn put(&self, name: &str, bytes: &str) {
        let path = self.output().join(name);
        fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// Every file in the output folder but the bookkeeping, with its text.
    fn files(&self) -> BTreeMap<String, String> {
        let mut files = BTreeMap::new();
        collect(&self.output(), "", &mut files);
        files.remove(LOCK_FILE);
        files.remove(MANIFEST_FILE);
        files
    }

    fn folders(&self) -> Vec<String> {
        let entries = walkdir::WalkDir::new(self.output()).min_depth(1).sort_by_file_name();
        let folders = entries.into_iter().flatten().filter(|entry| entry.file_type().is_dir());
        folders.map(|folder| folder.file_name().to_string_lossy().into_owned()).collect()
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read_to_string(entry.path()).expect("a text file"));
        }
    }
}

fn plan_of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> SitePlan {
    let mut plan = SitePlan::new();
    for (path, text) in files {
        plan.insert(SitePath::new(path).expect("a safe path"), text).expect("no collision");
    }
    plan
}

fn texts<const N: usize>(files: [(&str, &str); N]) -> BTreeMap<String, String> {
    files.map(|(name, text)| (name.to_owned(), text.to_owned())).into()
}

#[test]
fn a_second_build_writes_nothing() {
    let project = Project::new();
    let plan = plan_of([("index.html", "home"), ("milestones/m1.2/index.html", "M1.2"), ("style.css", "")]);
    let first = project.publish(&plan).unwrap();
    assert_eq!(first, Published { written: 3, unchanged: 0, removed: 0, bytes_written: 8, kept: Vec::new() });
    let stamps = || -> Vec<_> {
        let entries = walkdir::WalkDir::new(project.output()).sort_by_file_name().into_iter().flatten();
        entries.map(|e| (e.path().to_owned(), e.metadata().unwrap().modified().unwrap())).collect()
    };
    let before = stamps();
    let second = project.publish(&plan).unwrap();
    assert_eq!(second, Published { unchanged: 3, ..Published::default() });
    assert_eq!(stamps(), before);
}

#[test]
fn only_what_differs_is_written_and_only_ours_is_removed() {
    let project = Project::new();
    project.put("CNAME", "example.org");
    project.put("phases/notes.txt", "mine");
    let old = [("index.html", "one"), ("phases/p1.html", "P1"), ("risks/r/x.html", "R"), ("same.svg", "s")];
    project.publish(&plan_of(old)).unwrap();
    let done =
        project.publish(&plan_of([("index.html", "two"), ("same.svg", "s"), ("new/a.html", "n")])).unwrap();
    assert_eq!(done, Published { written: 2, unchanged: 1, removed: 2, bytes_written: 4, kept: Vec::new() });
    let expected = [
        ("CNAME", "example.org"),
        ("index.html", "two"),
        ("new/a.html", "n"),
        ("phases/notes.txt", "mine"),
        ("same.svg", "s"),
    ];
    assert_eq!(project.files(), texts(expected));
    assert_eq!(project.folders(), ["new", "phases"]);
}

#[test]
fn folders_that_we_did_not_make_stay() {
    let project = Project::new();
    fs::create_dir_all(project.output().join("kept/inner")).unwrap();
    project.publish(&plan_of([("kept/inner/a/b.html", ""), ("kept/c.html", "")])).unwrap();
    project.publish(&plan_of([])).unwrap();
    assert_eq!((project.files().len(), project.folders()), (0, vec!["kept".to_owned(), "inner".to_owned()]));
}

const FORCE: Terms =
    Terms { force: true, allow_empty: true, no_content: false, no_settings: false, always: 0 };

#[test]
fn what_was_changed_by_hand_stays_until_it_is_forced_and_is_told_each_time() {
    let project = Project::new();
    let plan = plan_of([("a.html", "made"), ("b.html", "made"), ("gone.html", "made")]);
    project.publish(&plan).unwrap();
    project.put("a.html", "edited");
    project.put("gone.html", "edited too");
    fs::remove_file(project.output().join("b.html")).unwrap();
    let next = plan_of([("a.html", "new"), ("b.html", "made")]);
    for written in [1, 0] {
        let done = project.publish(&next).unwrap();
        assert_eq!((done.written, done.removed, done.unchanged), (written, 0, 1 - written));
        assert_eq!(done.kept, [SitePath::new("a.html").unwrap(), SitePath::new("gone.html").unwrap()]);
    }
    assert_eq!(
        project.files(),
        texts([("a.html", "edited"), ("b.html", "made"), ("gone.html", "edited too")])
    );
    let done = project.publish_on(&FORCE, &next).unwrap();
    assert_eq!((done.written, done.removed, done.kept.len()), (1, 1, 0));
    assert_eq!(project.files(), texts([("a.html", "new"), ("b.html", "made")]));
    // written by hand exactly as it was planned: nothing is left to tell
    project.put("a.html", "other");
    assert_eq!(project.publish(&next).unwrap().kept.len(), 1);
    project.put("a.html", "new");
    assert_eq!(project.publish(&next).unwrap().kept.len(), 0);
}

#[test]
fn a_list_is_believed_as_far_as_bytes_agree() {
    let project = Project::new();
    let plan = plan_of([("a.html", "a")]);
    project.publish(&plan).unwrap();
    let kept = [("CNAME", "example.org"), (".git/config", "x"), ("docs/note.html", "mine")];
    kept.iter().for_each(|(name, text)| project.put(name, text));
    let listed = |(path, text): &(&str, &str)| {
        // the one below `.git` with its true hash
        let hash = xxhash_rust::xxh3::xxh3_64(if path.starts_with('.') { text.as_bytes() } else { b"?" });
        format!(r#"{{"path":"{path}","size":{},"xxh3":"{hash:016x}"}}"#, text.len())
    };
    let entries: Vec<String> = kept.iter().chain(&[("a.html", "a")]).map(listed).collect();
    let list = format!(
        r#"{{"format":1,"complete":true,"folders":[".git","docs"],"files":[{}]}}"#,
        entries.join(",")
    );
    project.put(MANIFEST_FILE, &list);
    let done = project.publish(&plan_of([("b.html", "b")])).unwrap();
    assert_eq!((done.removed, done.kept.len()), (0, 3), "{done:?}");
    for (name, text) in kept {
        assert_eq!(fs::read_to_string(project.output().join(name)).unwrap(), text);
    }
    assert!(matches!(project.publish(&plan_of([(".git/x", "")])), Err(PublishError::Bookkeeping { .. })));
}

#[test]
fn a_lost_list_is_made_anew_by_force() {
    let project = Project::new();
    project.publish(&plan_of([("a.html", "a"), ("b.html", "b")])).unwrap();
    fs::remove_file(project.output().join(MANIFEST_FILE)).unwrap();
    let next = plan_of([("a.html", "a"), ("b.html", "new")]);
    let error = project.publish(&next).unwrap_err().to_string();
    assert!(error.contains("b.html") && error.contains("--force"), "{error}");
    assert_eq!(project.publish_on(&FORCE, &next).unwrap().written, 1);
    assert_eq!(
        project.publish(&plan_of([("b.html", "newer")])).unwrap().removed,
        1,
        "all of it is ours again"
    );
}

#[cfg(unix)]
#[test]
fn odd_files_are_told_and_nobody_waits_for_them() {
    for name in [LOCK_FILE, MANIFEST_FILE, "a.html", "a", "b.html"] {
        let project = Project::new();
        project.publish(&plan_of([("b.html", "b")])).unwrap();
        let pipe = project.output().join(name);
        let _ = fs::remove_file(&pipe);
        if !std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
            return;
        }
        let plan = plan_of([("a.html", "a"), ("a/b.html", "ab"), ("b.html", "bb")]);
        for terms in [Terms::default(), FORCE] {
            let error = project.publish_on(&terms, &plan).unwrap_err().to_string();
            assert!(error.contains(name), "{error}");
        }
    }
}

#[test]
fn a_site_that_stands_is_not_replaced_by_nothing() {
    let stands = |number: usize| {
        let pages = (0..number).map(|n| (format!("p{n}/index.html"), "page".to_owned()));
        let own = [("index.html".to_owned(), "home".to_owned()), ("style.css".to_owned(), "css".to_owned())];
        pages.chain(own).collect::<Vec<_>>()
    };
    let plan =
        |files: &[(String, String)]| plan_of(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let careful = Terms { allow_empty: false, always: 1, ..Terms::default() };
    let lost = |terms: Terms, before: usize, after: usize| {
        let project = Project::new();
        project
            .publish_on(&careful, &plan(&stands(before)))
            .expect("a first site is written from whatever there is");
        let files = project.files();
        let result = project.publish_on(&terms, &plan(&stands(after)));
        match result {
            Ok(_) => None,
            Err(PublishError::Nothing { lost, .. }) => {
                assert_eq!(project.files(), files, "all of it stands");
                let meant = Terms { allow_empty: true, ..terms };
                project.publish_on(&meant, &plan(&stands(after))).expect("it was meant");
                assert_eq!(project.files().len(), after + 2);
                Some(lost)
            }
            Err(other) => panic!("{other}"),
        }
    };
    assert_eq!(lost(Terms { no_content: true, ..careful }, 4, 0), Some(Lost::Content));
    assert_eq!(lost(Terms { no_settings: true, ..careful }, 4, 4), Some(Lost::Settings));
    assert_eq!(lost(careful, 8, 3), Some(Lost::Pages { gone: 5, of: 8 }));
    assert_eq!(lost(careful, 8, 4), None, "half may go");
    assert_eq!(lost(careful, 2, 0), None, "a few may go");
    assert_eq!(lost(Terms { no_content: true, ..careful }, 0, 0), Some(Lost::Content));

    let project = Project::new();
    let without = Terms { no_settings: true, no_content: true, ..careful };
    project.publish_on(&without, &plan(&[])).expect("nothing stands");
    let without = Terms { no_settings: true, ..careful };
    project.publish_on(&without, &plan(&stands(1))).expect("nothing stands but bookkeeping");
    project.publish_on(&without, &plan(&stands(2))).expect("it never had settings");
}

#[test]
fn foreign_files_stop_the_run_before_anything_is_written() {
    let project = Project::new();
    project.put("b.html", "mine");
    project.put("c", "mine too");
    let error = project.publish(&plan_of([("a.html", "x"), ("b.html", "y"), ("c/d.html", "z")])).unwrap_err();
    assert!(
        matches!(&error, PublishError::Foreign { first, others: 1 } if first.ends_with("b.html")),
        "{error}"
    );
    assert!(error.to_string().contains("b.html") && error.to_string().contains("move it away"));
    assert_eq!(project.files(), texts([("b.html", "mine"), ("c", "mine too")]));
    assert!(!project.output().join(MANIFEST_FILE).exists());
}

#[test]
fn a_foreign_file_that_is_as_planned_stays_foreign() {
    let project = Project::new();
    project.put("robots.txt", "same");
    let done = project.publish(&plan_of([("robots.txt", "same"), ("a.html", "a")])).unwrap();
    assert_eq!((done.written, done.unchanged), (1, 1));
    assert!(project.publish(&plan_of([("robots.txt", "other")])).is_err());
    project.publish(&plan_of([])).unwrap();
    assert_eq!(project.files(), texts([("robots.txt", "same")]));
}

#[test]
fn files_and_folders_change_places() {
    let project = Project::new();
    project.publish(&plan_of([("a", "file"), ("b/c/d", "deep"), ("b/e", "beside")])).unwrap();
    let done = project.publish(&plan_of([("a/x/y", "now deep"), ("b", "now a file")])).unwrap();
    assert_eq!((done.written, done.removed), (2, 3));
    assert_eq!(project.files(), texts([("a/x/y", "now deep"), ("b", "now a file")]));
    project.put("a/x/mine", "foreign");
    assert!(matches!(project.publish(&plan_of([("a", "file")])), Err(PublishError::Foreign { .. })));
    assert_eq!(project.files().len(), 3);
}

#[test]
fn a_change_of_case_leaves_one_file() {
    let project = Project::new();
    project.publish(&plan_of([("Logo.svg", "same"), ("x.html", "")])).unwrap();
    project.publish(&plan_of([("logo.svg", "same"), ("x.html", "")])).unwrap();
    assert_eq!(project.files(), texts([("logo.svg", "same"), ("x.html", "")]));
}

#[test]
fn a_manifest_that_lies_removes_nothing() {
    for path in ["../content/precious.md", "/tmp/precious.md", "a/../../content/precious.md", "..\\\\content"]
    {
        let project = Project::new();
        let precious = project.folder.path().join("content/precious.md");
        fs::write(&precious, "precious").unwrap();
        let list = format!(
            r#"{{"format":1,"complete":true,"folders":[],"files":[{{"path":"{path}","size":8,"xxh3":"0"}}]}}"#
        );
        project.put(MANIFEST_FILE, &list);
        let error = project.publish(&plan_of([("a.html", "a")])).unwrap_err();
        assert!(matches!(error, PublishError::Manifest { .. }), "{error}");
        assert!(precious.exists() && project.files().is_empty(), "{path}");
    }
    let project = Project::new();
    project.put(MANIFEST_FILE, "half a li");
    assert!(matches!(project.publish(&plan_of([])), Err(PublishError::Manifest { .. })));
}

#[test]
fn a_stopped_run_is_finished_by_the_next() {
    let project = Project::new();
    project.publish(&plan_of([("old.html", "old"), ("both.html", "1")])).unwrap();
    // As a run leaves it that was stopped between its first page and the removal of the old ones.
    let stamp = |text: &str| {
        format!(r#""size":{},"xxh3":"{:016x}""#, text.len(), xxhash_rust::xxh3::xxh3_64(text.as_bytes()))
    };
    let listed = [("both.html", "2", "1"), ("new/a.html", "2", ""), ("old.html", "old", "")];
    let entry = |(path, now, before): (&str, &str, &str)| {
        format!(r#"{{"path":"{path}",{},"before":[{{{}}}]}}"#, stamp(now), stamp(before))
    };
    let entries = listed.map(entry).join(",");
    let list = format!(r#"{{"format":1,"complete":false,"folders":["new"],"files":[{entries}]}}"#);
    project.put(MANIFEST_FILE, &list);
    project.put("new/a.html", "2");
    let temporary = format!(".milepost-{:016x}.tmp", xxhash_rust::xxh3::xxh3_64(b"new/a.html"));
    project.put(&format!("new/{temporary}"), "hal");
    project.publish(&plan_of([("both.html", "3")])).unwrap();
    assert_eq!(project.files(), texts([("both.html", "3")]));
    assert!(project.folders().is_empty());
}

#[test]
fn a_failing_write_keeps_the_old_pages_and_the_memory_of_ours() {
    let project = Project::new();
    project.publish(&plan_of([("a.html", "old"), ("gone.html", "old")])).unwrap();
    // Where somebody's file lies in the folder of what is laid aside, that is left alone; and a folder in the place of the
    // temporary file cannot be opened for writing, not even by an administrator.
    project.put(&format!("{STAGING_FOLDER}/theirs"), "theirs");
    let temporary = format!(".milepost-{:016x}.tmp", xxhash_rust::xxh3::xxh3_64(b"style.css"));
    fs::create_dir(project.output().join(&temporary)).unwrap();
    let next = plan_of([("a.html", "new"), ("style.css", "new")]);
    assert!(matches!(project.publish(&next), Err(PublishError::Io { action: "write", .. })));
    let theirs = format!("{STAGING_FOLDER}/theirs");
    let theirs = (theirs.as_str(), "theirs");
    assert_eq!(project.files(), texts([("a.html", "old"), ("gone.html", "old"), theirs]));
    fs::remove_dir(project.output().join(&temporary)).unwrap();
    assert_eq!(project.publish(&next).unwrap().removed, 1);
    assert_eq!(project.files(), texts([("a.html", "new"), ("style.css", "new"), theirs]));
}

#[test]
fn what_is_laid_aside_is_put_in_its_place_and_nothing_is_left_of_it() {
    let project = Project::new();
    // As a run leaves it that was stopped while it made pages.
    project.put(&format!("{STAGING_FOLDER}/.milepost-0"), "half a pa");
    project.put(&format!("{STAGING_FOLDER}/.milepost-17"), "old");
    project.publish(&plan_of([("a/b.html", "1"), ("c.css", "2")])).unwrap();
    assert_eq!(project.files(), texts([("a/b.html", "1"), ("c.css", "2")]));
    assert!(!project.output().join(STAGING_FOLDER).exists());
    // A plan that is refused leaves nothing either.
    project.put("theirs.html", "theirs");
    assert!(project.publish(&plan_of([("theirs.html", "ours")])).is_err());
    assert!(!project.output().join(STAGING_FOLDER).exists());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_what_is_laid_aside_is_not_followed() {
    let project = Project::new();
    let elsewhere = project.folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join(".milepost-0"), "theirs").unwrap();
    fs::create_dir(project.output()).unwrap();
    std::os::unix::fs::symlink(&elsewhere, project.output().join(STAGING_FOLDER)).unwrap();
    project.publish(&plan_of([("a.html", "1")])).unwrap();
    assert_eq!(fs::read_to_string(project.output().join("a.html")).unwrap(), "1");
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(elsewhere.join(".milepost-0")).unwrap(), "theirs");
}

#[test]
fn what_changes_while_a_site_is_made_is_told() {
    let project = Project::new();
    let plan = plan_of([("a.html", "1"), ("b.html", "2")]);
    project.publish(&plan).unwrap();
    let root = project.folder.path();
    let sources = Sources { root, content: Path::new("content"), themes: Path::new("themes") };
    let begun = Publication::begin(&project.output(), &sources).unwrap();
    let kept = plan.map(|path, bytes| begun.keep(path, bytes.clone()));
    fs::remove_file(project.output().join("a.html")).unwrap();
    project.put("b.html", "by hand");
    let error = begun.finish(&Terms::default(), &kept, None).unwrap_err();
    assert!(error.to_string().contains("build again"), "{error}");
    assert_eq!(project.publish(&plan).unwrap().kept.len(), 1);
    assert_eq!(project.files(), texts([("a.html", "1"), ("b.html", "by hand")]));
}

#[test]
fn two_runs_do_not_write_to_one_folder() {
    let project = Project::new();
    project.publish(&plan_of([])).unwrap();
    let other = fs::File::options().write(true).open(project.output().join(LOCK_FILE)).unwrap();
    other.lock().unwrap();
    assert!(matches!(project.publish(&plan_of([("a.html", "")])), Err(PublishError::Busy { .. })));
    drop(other);
    assert_eq!(project.publish(&plan_of([("a.html", "")])).unwrap().written, 1);
}

#[test]
fn bookkeeping_is_no_part_of_a_site() {
    for path in [MANIFEST_FILE, LOCK_FILE, "a/.Milepost-x"] {
        let project = Project::new();
        assert!(
            matches!(project.publish(&plan_of([(path, "")])), Err(PublishError::Bookkeeping { .. })),
            "{path}"
        );
    }
}

#[test]
fn the_folders_of_the_project_are_refused() {
    let project = Project::new();
    let root = project.folder.path();
    let sources = Sources { root, content: Path::new("content"), themes: Path::new("themes") };
    for output in ["", "content", "content/site", "themes"] {
        let refused = publish(&plan_of([("a.html", "")]), &root.join(output), &sources);
        assert!(matches!(refused, Err(PublishError::Refused { .. })), "{output}");
    }
    assert!(matches!(publish(&plan_of([]), Path::new("/"), &sources), Err(PublishError::Refused { .. })));
    assert_eq!(fs::read_dir(root).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn links_in_the_folder_are_never_followed() {
    use std::os::unix::fs::symlink;

    let outside = TempDir::new().unwrap();
    let precious = outside.path().join("a.html");
    let project = Project::new();
    let plan = plan_of([("dir/a.html", "new"), ("index.html", "new")]);
    project.publish(&plan).unwrap();
    let dir = project.output().join("dir");

    fs::write(&precious, "precious").unwrap();
    fs::remove_dir_all(&dir).unwrap();
    symlink(outside.path(), &dir).unwrap();
    assert!(matches!(project.publish(&plan), Err(PublishError::Link { .. })), "a folder");
    project.publish(&plan_of([("index.html", "new")])).unwrap();
    assert_eq!(fs::read_to_string(&precious).unwrap(), "precious", "pruning");
    fs::remove_file(&dir).unwrap();

    fs::create_dir(&dir).unwrap();
    symlink(&precious, dir.join("a.html")).unwrap();
    assert!(matches!(project.publish(&plan), Err(PublishError::Link { .. })), "a file");
    fs::remove_dir_all(&dir).unwrap();

    let elsewhere = outside.path().join("made-by-link");
    for name in [LOCK_FILE, MANIFEST_FILE] {
        let _ = fs::remove_file(project.output().join(name));
        symlink(&elsewhere, project.output().join(name)).unwrap();
        assert!(matches!(project.publish(&plan), Err(PublishError::Link { .. })), "{name}");
        fs::remove_file(project.output().join(name)).unwrap();
    }
    assert!(!elsewhere.exists());
    assert_eq!(fs::read_to_string(&precious).unwrap(), "precious");
}

#[test]
fn the_folder_is_the_same_for_every_number_of_threads() {
    let names: Vec<String> = (0..200).map(|i| format!("{}/{}/{i}.html", i % 7, i % 3)).collect();
    let plan = plan_of(names.iter().map(|name| (name.as_str(), name.as_str())));
    let publish_with = |threads| {
        let project = Project::new();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let done = pool.install(|| project.publish(&plan)).unwrap();
        let manifest = fs::read_to_string(project.output().join(MANIFEST_FILE)).unwrap();
        (done, project.files(), manifest)
    };
    assert_eq!(publish_with(1), publish_with(8));
}

/// Small trees with few names, so that files, folders, case twins and foreign files often meet.
fn any_files() -> impl Strategy<Value = Vec<(String, String)>> {
    let path = prop::collection::vec("[abA]", 1..4).prop_map(|segments| segments.join("/"));
    prop::collection::vec((path, "[xy]{0,2}"), 0..8)
}

fn any_plan() -> impl Strategy<Value = SitePlan> {
    any_files().prop_map(|files| {
        let mut plan = SitePlan::new();
        for (path, text) in files {
            let _ = plan.insert(SitePath::new(&path).expect("a safe path"), text);
        }
        plan
    })
}

fn planned(plan: &SitePlan) -> BTreeMap<String, String> {
    plan.iter().map(|(path, bytes)| (path.to_string(), String::from_utf8_lossy(bytes).into_owned())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_sequence_of_plans_ends_with_the_last_one(plans in prop::collection::vec(any_plan(), 1..5)) {
        let project = Project::new();
        project.put("foreign/f.txt", "mine");
        for plan in &plans {
            project.publish(plan).expect("nothing foreign is in the way");
            let mut expected = planned(plan);
            expected.insert("foreign/f.txt".to_owned(), "mine".to_owned());
            prop_assert_eq!(project.files(), expected);
            prop_assert_eq!(project.publish(plan).expect("again").written, 0);
        }
        project.publish(&SitePlan::new()).expect("an empty site");
        prop_assert_eq!(project.folders(), ["foreign"]);
    }

    #[test]
    fn foreign_files_survive_every_sequence(
        foreign in any_plan(),
        plans in prop::collection::vec(any_plan(), 1..5),
    ) {
        let project = Project::new();
        for (path, text) in planned(&foreign) {
            project.put(&path, &text);
        }
        let foreign = planned(&foreign);
        let mut last = BTreeMap::new();
        for plan in &plans {
            if fs::create_dir_all(project.output()).is_ok() && project.publish(plan).is_ok() {
                last = planned(plan);
            }
            let mut expected = last.clone();
            expected.extend(foreign.clone());
            prop_assert_eq!(project.files(), expected);
        }
    }
}
