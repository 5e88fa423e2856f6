//! Projects for tests, built in memory.

use std::{fmt::Write as _, path::Path};

use milepost::{
    disk::Disk,
    site::{Built, Checked, Config, Silent, SitePlan, build},
    world::{Memory, ProjectPath, World},
};

/// The settings of a project that needs none.
pub const SETTINGS: &str =
    "title: Test\nstart: 2026-02-02\nstatus_date: 2026-03-02\nagents: [{id: ada, name: Ada}, bo]\n";

/// The configuration of every test: nothing comes from outside but the files.
pub fn config() -> Config {
    Config::usual("2026-03-02".parse().expect("a date"))
}

/// The site of a project.
pub fn site(world: &dyn World) -> Built {
    build(world, &config(), &Silent)
}

/// A folder of this repository.
pub fn repository(folder: &str) -> Disk {
    Disk::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder of the repository")
}

/// All files of a folder of this repository, in memory.
pub fn in_memory(folder: &str) -> Memory {
    let disk = repository(folder);
    let mut memory = Memory::new();
    let settings = ProjectPath::new("milepost.yaml").expect("a clean path");
    let listed = [config().content, config().themes].into_iter().flat_map(|folder| disk.list(&folder).files);
    for path in listed.chain([settings]) {
        memory.insert(path.clone(), disk.read(&path).expect("a file of the repository"));
    }
    memory
}

/// A line for everything that was found.
pub fn found(checked: &Checked) -> String {
    let mut text = String::new();
    for diagnostic in &checked.diagnostics {
        let at = diagnostic.place.map_or_else(
            || "(project)".to_owned(),
            |place| {
                let position = checked.sources().position(place);
                format!("{}:{}:{}", checked.sources().path(place.file), position.line, position.column)
            },
        );
        let (severity, code) = (diagnostic.severity.word(), diagnostic.code);
        let _ = writeln!(text, "{at} {severity} {code}: {}", diagnostic.message);
    }
    text
}

/// The text of a file of the site.
pub fn file<'a>(plan: &'a SitePlan, path: &str) -> &'a str {
    let (_, bytes) =
        plan.iter().find(|(name, _)| name.as_str() == path).unwrap_or_else(|| panic!("{path} is not there"));
    std::str::from_utf8(bytes).expect("pages are UTF-8")
}

/// The pages of a site: path and text.
pub fn pages(plan: &SitePlan) -> impl Iterator<Item = (&str, &str)> {
    texts(plan, ".html")
}

/// The drawings of a site that are files of their own: path and text.
pub fn drawings(plan: &SitePlan) -> impl Iterator<Item = (&str, &str)> {
    texts(plan, ".svg")
}

fn texts<'a>(plan: &'a SitePlan, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    plan.iter()
        .filter(move |(path, _)| path.as_str().ends_with(ending))
        .map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("pages are UTF-8")))
}
