//! Writes a made-up program of any size as content, to see what its site looks like and what it costs.
//!
//! ```text
//! cargo run --example plans -- FOLDER MILESTONES [short|long|world] [OPTIONS]
//! milepost --root FOLDER build
//!
//! --phases N   so many phases; else one for 40 milestones, 4 at least and 60 at most
//! --sprints N  so many sprints are over on the status date
//! --history    nearly all is done, and was reported several times
//! --trouble    nothing is done and all of it is late, reported three times each
//! --pages N    so many pages of prose beside the plan
//! ```
//!
//! The same arguments write the same files. `long` has names of a hundred letters, `world` names in many scripts.

mod made_up;

use std::path::Path;
use std::str::FromStr;

use anyhow::{Context, Result, bail};
use made_up::{Names, Options, Past};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(milestones)) = (arguments.next(), arguments.next()) else {
        bail!("usage: see the head of examples/plans/main.rs")
    };
    let options = options(number("MILESTONES", Some(milestones))?, arguments)?;
    let files = made_up::program(&options)?;
    for (path, text) in &files {
        let path = Path::new(&folder).join(path);
        std::fs::create_dir_all(path.parent().context("a file is in a folder")?)?;
        std::fs::write(path, text)?;
    }
    println!("{} milestones in {} phases: {} files", options.milestones, options.phases, files.len());
    Ok(())
}

fn options(milestones: usize, mut arguments: impl Iterator<Item = String>) -> Result<Options> {
    let phases = if milestones == 0 { 0 } else { (milestones / 40).clamp(4, 60) };
    let mut options = Options { milestones, phases, ..Options::default() };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "short" => options.names = Names::Short,
            "long" => options.names = Names::Long,
            "world" => options.names = Names::World,
            "--history" => options.past = Past::History,
            "--trouble" => options.past = Past::Trouble,
            "--phases" => options.phases = number("--phases", arguments.next())?,
            "--sprints" => options.sprints = Some(number("--sprints", arguments.next())?),
            "--pages" => options.pages = number("--pages", arguments.next())?,
            phases if phases.parse::<usize>().is_ok() => options.phases = number("PHASES", Some(argument))?,
            other => bail!(
                "{other}: names are short, long or world; for the rest see the head of examples/plans/main.rs"
            ),
        }
    }
    Ok(options)
}

fn number<N: FromStr>(name: &str, text: Option<String>) -> Result<N> {
    let text = text.with_context(|| format!("{name} needs a number"))?;
    text.parse().ok().with_context(|| format!("{name}: {text} is no number"))
}
