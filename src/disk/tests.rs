//! The disk's manners: what it lists, what it refuses to read.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::Disk;
use crate::world::{ListFailure, Listing, ProjectPath, ReadFailure, World};

fn project(files: &[&str]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for file in files {
        let place = folder.path().join(file);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, file).unwrap();
    }
    folder
}

fn path(text: &str) -> ProjectPath {
    ProjectPath::new(text).unwrap()
}

fn names(listing: &Listing) -> Vec<&str> {
    listing.files.iter().map(ProjectPath::as_str).collect()
}

fn problems(listing: &Listing) -> Vec<(&str, &ListFailure)> {
    listing.problems.iter().map(|problem| (problem.place.as_str(), &problem.reason)).collect()
}

fn reason(disk: &Disk, file: &str) -> Option<ReadFailure> {
    disk.read(&path(file)).err().map(|error| error.reason)
}

#[test]
fn lists_visible_files_in_byte_order_without_the_output() {
    let folder = project(&[
        "milepost.yaml",
        "content/b.md",
        "content/a.MARKDOWN",
        "content/a-1.Md",
        "content/a/z.md",
        "content/a/picture.png",
        "content/.hidden.md",
        "content/.obsidian/x.md",
        "output/index.md",
    ]);
    let disk = Disk::open(folder.path()).unwrap().excluding(Path::new("output"));
    let content = disk.list_markdown(&path("content"));
    assert_eq!(names(&content), ["content/a-1.Md", "content/a.MARKDOWN", "content/a/z.md", "content/b.md"]);
    let all = disk.list(&ProjectPath::root());
    assert_eq!(names(&all).len(), 6);
    assert!(all.problems.is_empty() && disk.exists(&path("milepost.yaml")));
    assert_eq!(disk.read(&path("content/b.md")).unwrap(), b"content/b.md");
    assert_eq!(reason(&disk, "content/.hidden.md"), Some(ReadFailure::Missing));
    assert_eq!(reason(&disk, "content/none.md"), Some(ReadFailure::Missing));
    assert_eq!(reason(&disk, "content/b.md/x"), Some(ReadFailure::Missing));
    assert_eq!(reason(&disk, "content"), Some(ReadFailure::NotAFile));
    assert_eq!(problems(&disk.list(&path("nowhere"))), [("nowhere", &ListFailure::Missing)]);
}

#[test]
fn a_root_in_a_hidden_folder_is_a_root() {
    let folder = project(&[".work/content/a.md"]);
    let disk = Disk::open(&folder.path().join(".work")).unwrap();
    assert_eq!(names(&disk.list(&path("content"))), ["content/a.md"]);
    assert!(Disk::open(&folder.path().join(".work/content/a.md")).is_err());
}

#[cfg(unix)]
#[test]
fn links_lead_only_where_a_build_may_read_anyway() {
    use std::os::unix::fs::symlink;

    let outside = project(&["secret.md", "deep/secret.md"]);
    let folder = project(&["content/a.md", "shared/s.md", ".git/config", "output/old.md"]);
    let link = |target: &Path, name: &str| symlink(target, folder.path().join("content").join(name)).unwrap();
    link(&outside.path().join("secret.md"), "file-out.md");
    link(outside.path(), "folder-out");
    link(Path::new("../.git/config"), "hidden.md");
    link(Path::new("../output/old.md"), "output.md");
    link(Path::new("nowhere.md"), "dangling.md");
    link(Path::new("."), "loop");
    link(Path::new("../shared"), "shared");
    link(Path::new("a.md"), "same.md");

    let disk = Disk::open(folder.path()).unwrap().excluding(Path::new("output"));
    let listing = disk.list(&path("content"));
    assert_eq!(names(&listing), ["content/a.md", "content/same.md", "content/shared/s.md"]);
    let refused: Vec<&str> = listing.problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(
        refused,
        ["dangling.md", "file-out.md", "folder-out", "hidden.md", "loop", "output.md"]
            .map(|n| format!("content/{n}"))
    );
    assert!(listing.problems.iter().all(|problem| problem.reason == ListFailure::Link));
    for name in ["file-out.md", "folder-out/deep/secret.md", "hidden.md", "output.md"] {
        assert_eq!(reason(&disk, &format!("content/{name}")), Some(ReadFailure::Link), "{name}");
    }
    assert_eq!(disk.read(&path("content/shared/s.md")).unwrap(), b"shared/s.md");
    let behind = |name: &str| disk.behind_links(&path(name)).map(|path| path.to_string());
    assert_eq!(behind("content/shared/s.md").as_deref(), Some("shared/s.md"));
    assert_eq!(behind("content/same.md").as_deref(), Some("content/a.md"));
    assert_eq!(behind("content/hidden.md"), None);
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_cannot_be_written_are_told() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = project(&["content/a.md", "content/x\\y.md", "content/new\nline.md"]);
    fs::write(folder.path().join("content").join(OsStr::from_bytes(b"caf\xe9.md")), "").unwrap();
    let disk = Disk::open(folder.path()).unwrap();
    let listing = disk.list(&path("content"));
    assert_eq!(names(&listing), ["content/a.md"]);
    let places: Vec<&str> = listing.problems.iter().map(|problem| problem.place.as_str()).collect();
    assert_eq!(places, ["content/caf\u{fffd}.md", "content/new\u{fffd}line.md", "content/x\\y.md"]);
    assert_eq!(listing.problems[0].reason, ListFailure::NotUtf8);
}

#[test]
fn a_file_in_the_place_of_a_folder_is_told() {
    let folder = project(&["content/a.md", "static"]);
    let disk = Disk::open(folder.path()).unwrap();
    assert_eq!(problems(&disk.list(&path("static"))), [("static", &ListFailure::NotAFolder)]);
    assert_eq!(problems(&disk.list(&path("content/a.md"))), [("content/a.md", &ListFailure::NotAFolder)]);
}

#[cfg(unix)]
#[test]
fn pipes_and_sockets_are_skipped_without_waiting() {
    let folder = project(&["content/a.md"]);
    let socket = folder.path().join("content/socket.md");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let pipe = folder.path().join("content/pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success());

    let disk = Disk::open(folder.path()).unwrap();
    let listing = disk.list(&path("content"));
    assert_eq!(names(&listing), ["content/a.md"]);
    assert_eq!(listing.problems.len(), 1 + usize::from(made), "what is left out is told");
    assert!(listing.problems.iter().all(|problem| problem.reason == ListFailure::NotAFile));
    assert_eq!(reason(&disk, "content/socket.md"), Some(ReadFailure::NotAFile));
    if made {
        assert_eq!(reason(&disk, "content/pipe.md"), Some(ReadFailure::NotAFile));
    }
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt;

    let folder = project(&["content/locked.md", "content/shut/a.md"]);
    let (file, shut) = (folder.path().join("content/locked.md"), folder.path().join("content/shut"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    let forbidden = fs::read(&file).is_err(); // an administrator reads all the same
    let disk = Disk::open(folder.path()).unwrap();
    let (listing, reason) = (disk.list(&path("content")), reason(&disk, "content/locked.md"));
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
    if forbidden {
        assert_eq!(reason, Some(ReadFailure::Denied));
        let refused = ListFailure::Refused(String::from("permission denied"));
        assert_eq!(problems(&listing), [("content/shut", &refused)]);
    } else {
        assert_eq!((reason, listing.problems.len()), (None, 0));
    }
}
