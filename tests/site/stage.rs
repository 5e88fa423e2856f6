//! Files that are made one at a time are those of a build, and there are no others.

use std::{fs, path::Path};

use milepost::{
    site::{Config, stage},
    world::World,
};

use crate::project::{config, in_memory, repository, site};

/// What a build would not write must not be there: the neighbors of its files.
fn strangers(path: &str) -> [String; 3] {
    [format!("{path}x"), format!("x/{path}"), path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned()]
}

fn same(name: &str, world: &dyn World, config: &Config) {
    let built = site(world);
    stage(world, config, None, &|| config.commit.clone(), |stage| {
        assert_eq!(stage.diagnostics(), built.checked.diagnostics, "{name}");
        for (path, bytes) in built.plan.iter() {
            let made = stage.file(path.as_str());
            assert!(made.as_deref() == Some(bytes), "{name}: {} is not as it is built", path.as_str());
            for stranger in strangers(path.as_str()) {
                let built = built.plan.iter().any(|(path, _)| path.as_str() == stranger);
                assert!(built || stage.file(&stranger).is_none(), "{name}: {stranger} is in no build");
            }
        }
        for path in ["", "/", "../milepost.yaml", "content/index.md", ".git/config", "api", "nowhere.html"] {
            let built = built.plan.iter().any(|(built, _)| built.as_str() == path);
            assert!(built || stage.file(path).is_none(), "{name}: {path}");
        }
    });
}

#[test]
fn a_file_made_alone_is_that_of_a_build() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut folders: Vec<_> =
        fs::read_dir(sites).expect("sites").map(|e| e.expect("an entry").path()).collect();
    folders.sort();
    for folder in folders.iter().filter(|folder| folder.join("milepost.yaml").is_file()) {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        same(&name, &repository(&format!("tests/sites/{name}")), &config());
    }
    same("docs", &repository("docs"), &config());
    same("the example", &in_memory(""), &config());
}
