//! From a [`SitePlan`] to a folder: writes what differs, removes what is ours and no longer wanted, and touches
//! nothing else.
//!
//! Must not know what the files mean, except that pages come after what they refer to.
//!
//! **What is ours.** A file is ours when the manifest of the folder lists its path and its bytes are those that the manifest
//! says we wrote. One that is listed and has other bytes was changed by somebody: it is told, and stays as it is. Every other
//! file is foreign, and never written or removed; when the site needs its path, nothing at all is written and the error names
//! it, unless its bytes are already those of the plan, in which case it stays, and stays foreign. With [`Terms::force`] both
//! give way to the plan. Links inside the folder are never followed, and nothing below a `.git` is touched.
//!
//! **What stands is not lost by mistake.** A plan made from nothing, or without most pages of the site that stands, is
//! refused: see [`Terms`].
//!
//! **What a crash leaves.** Steps, in order: look at everything and refuse before writing; write a manifest that
//! lists the old and the new files together; make folders; write assets, then pages, each to a temporary file
//! that is renamed; remove what the plan lacks; write the manifest of the plan alone. Stopped anywhere, the
//! folder holds whole files, old or new, and the manifest knows all of ours; the next run cleans up. At the very end a
//! [`Seal`] is put beside the site, by which the next build sees whether it would come to the same.

mod error;
mod guard;
mod lock;
mod manifest;
mod seal;
mod survey;
mod terms;
pub mod whole_file;
mod write;

pub use error::PublishError;
pub use guard::Sources;
pub use lock::LOCK_FILE;
pub use manifest::MANIFEST_FILE;
pub use seal::{Origin, SEAL_FILE, Seal};
pub use terms::{Lost, Terms};

use std::fs;
use std::path::Path;

use crate::site::plan::{SitePath, SitePlan};
use manifest::Manifest;
use survey::Survey;

/// What a run did to the folder. Manifest and lock are not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// Files that were new or differed.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files that were ours and are no longer part of the site.
    pub removed: usize,
    /// The sizes of the written files together, in bytes.
    pub bytes_written: u64,
    /// Files that somebody changed since we wrote them; they were left as they are.
    pub kept: Vec<SitePath>,
}

/// Makes the folder `output` hold the plan.
///
/// # Errors
/// Before anything is written: when the folder must not be written to (see [`Sources`]), another run holds it,
/// its manifest cannot be trusted, or a foreign file or a link stands where the site needs a place. Later: when
/// the operating system refuses; then the folder is as whole as the module's text says.
pub fn publish(plan: &SitePlan, output: &Path, sources: &Sources<'_>) -> Result<Published, PublishError> {
    publish_on(&Terms::default(), plan, None, output, sources)
}

/// As [`publish`], on terms; where it is told what the plan was made from, that is noted beside the finished site.
///
/// # Errors
/// Also when the terms forbid it; then nothing was written.
pub fn publish_on(
    terms: &Terms,
    plan: &SitePlan,
    origin: Option<Origin>,
    output: &Path,
    sources: &Sources<'_>,
) -> Result<Published, PublishError> {
    let output = guard::admit(output, sources)?;
    fs::create_dir_all(&output).map_err(PublishError::io("make the folder", &output))?;
    let _lock = lock::take(&output)?;
    let old = Manifest::read(&output)?;
    let survey = Survey::of(plan, &old, &output, terms.force)?;
    terms.admit(plan, &old, &survey)?;

    let mut goal = survey.goal(plan, &old);
    goal.settings = !terms.no_settings;
    // What was changed by hand is told by every build, so none may be spared.
    let seal = origin.filter(|_| survey.kept.is_empty());
    if survey.is_clean() && old == goal {
        seal.into_iter().for_each(|origin| Seal::put(origin, plan, &output));
        return Ok(survey.report(plan));
    }
    if !old.complete {
        write::sweep_temporary(old.files.keys(), &output);
    }
    old.until(&goal).write(&output)?;
    write::remove_files(&survey.in_the_way, &output)?;
    write::remove_folders(&survey.folders_in_the_way, &output);
    write::make_folders(&survey.new_folders, &output)?;
    let (pages, assets): (Vec<_>, Vec<_>) = survey.to_write.iter().partition(|(path, _)| path.is_page());
    write::write_files(&assets, &output)?;
    write::write_files(&pages, &output)?;
    write::remove_files(&survey.stale, &output)?;
    write::remove_folders(&survey.stale_folders, &output);
    goal.folders.retain(|folder| survey.needs(folder) || write::is_real_folder(folder, &output));
    goal.write(&output)?;
    seal.into_iter().for_each(|origin| Seal::put(origin, plan, &output));
    Ok(survey.report(plan))
}
