//! The same files give the same bytes: from any order, on any number of threads, any number of times.

use std::path::Path;

use milepost::{
    publish::{Sources, publish},
    site::Built,
    world::World,
};

use crate::{
    common_world::Shuffled,
    project::{in_memory, repository, site},
};

/// Says where two sites differ, without printing them.
fn assert_same(one: &Built, other: &Built, what: &str) {
    let paths = |built: &Built| built.plan.iter().map(|(path, _)| path.to_string()).collect::<Vec<_>>();
    assert_eq!(paths(one), paths(other), "{what}: other files");
    let differ = one.plan.iter().zip(other.plan.iter()).filter(|(a, b)| a.1 != b.1);
    let differ: Vec<&str> = differ.map(|((path, _), _)| path.as_str()).collect();
    assert!(differ.is_empty(), "{what}: other bytes in {differ:?}");
    assert_eq!(one.checked.diagnostics, other.checked.diagnostics, "{what}: other findings");
}

fn on_threads(threads: usize, world: &dyn World) -> Built {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be had");
    pool.install(|| site(world))
}

#[test]
fn the_order_of_the_files_changes_nothing() {
    let files = in_memory(".");
    let first = site(&files);
    assert!(first.plan.len() > 100, "the example has many pages");
    for seed in [0, 1, 0xcbf2_9ce4_8422_2325] {
        assert_same(&first, &site(&Shuffled { files: &files, seed }), "shuffled");
    }
    assert_same(&first, &site(&repository(".")), "from the disk");
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let files = in_memory(".");
    let alone = on_threads(1, &files);
    for round in 0..3 {
        assert_same(&alone, &on_threads(8, &files), &format!("eight threads, round {round}"));
    }
}

#[test]
fn publishing_the_same_site_again_writes_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("output");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = Sources { root, content: Path::new("content"), themes: Path::new("themes") };
    let once = site(&repository("."));
    let first = publish(&once.plan, &output, &sources).expect("the folder can be written");
    assert_eq!((first.written, first.unchanged), (once.plan.len(), 0));
    let again = publish(&site(&repository(".")).plan, &output, &sources).expect("the folder can be written");
    assert_eq!((again.written, again.removed, again.unchanged), (0, 0, once.plan.len()));
}
