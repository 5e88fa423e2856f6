//! Writes a made-up program of any size as content, to see what its site looks like.
//!
//! ```text
//! cargo run --example plans -- FOLDER MILESTONES [short|long|world] [PHASES]
//! milepost --root FOLDER build
//! ```
//!
//! The same arguments write the same files. `long` has names of a hundred letters, `world` names in many scripts.

mod made_up;

use std::path::Path;

use anyhow::{Context, Result, bail};
use made_up::Names;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, milestones, rest @ ..] = arguments.as_slice() else {
        bail!("usage: see the head of examples/plans/main.rs")
    };
    let milestones: usize = milestones.parse().context("how many milestones?")?;
    let names = match rest.first().map(String::as_str) {
        None | Some("short") => Names::Short,
        Some("long") => Names::Long,
        Some("world") => Names::World,
        Some(other) => bail!("{other}: names are short, long or world"),
    };
    let phases = match rest.get(1) {
        Some(phases) => phases.parse().context("how many phases?")?,
        None => (milestones / 40).clamp(4, 60),
    };
    let files = made_up::program(milestones, phases, names)?;
    for (path, text) in &files {
        let path = Path::new(folder).join(path);
        std::fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
        std::fs::write(path, text)?;
    }
    println!("{milestones} milestones in {phases} phases: {} files", files.len());
    Ok(())
}
