//! From a [`SitePlan`] to a folder: lays files aside as they are made, writes what differs, removes what is ours and no longer
//! wanted, and touches nothing else.
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
//! **What a crash leaves.** Steps, in order: lay the files aside, in a folder of our own; look at everything and refuse
//! before anything of the site is touched; write a manifest that lists the old and the new files together; make folders;
//! rename assets, then pages, to their places; remove what the plan lacks; write the manifest of the plan alone; remove the
//! folder of what was laid aside. Stopped anywhere, the
//! folder holds whole files, old or new, and the manifest knows all of ours; the next run cleans up. At the very end a
//! [`Seal`] is noted in the lock, by which the next build sees whether it would come to the same.

mod error;
mod guard;
mod lock;
mod manifest;
mod seal;
mod staging;
mod survey;
mod terms;
pub mod whole_file;
mod write;

pub use error::PublishError;
pub use guard::Sources;
pub use lock::LOCK_FILE;
pub use manifest::MANIFEST_FILE;
pub use seal::{Origin, Seal};
pub use staging::{Kept, STAGING_FOLDER};
pub use terms::{Lost, Terms};

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::site::Keep;
use crate::site::plan::{SitePath, SitePlan};
use lock::Lock;
use manifest::Manifest;
use staging::Staging;
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
    publish_on(&Terms::default(), plan, output, sources)
}

/// As [`publish`], on terms.
///
/// # Errors
/// Also when the terms forbid it; then nothing was written.
pub fn publish_on(
    terms: &Terms,
    plan: &SitePlan,
    output: &Path,
    sources: &Sources<'_>,
) -> Result<Published, PublishError> {
    let publication = Publication::begin(output, sources)?;
    let plan = plan.map(|path, bytes| publication.keep(path, bytes.clone()));
    publication.finish(terms, &plan, None)
}

/// A folder that a site is being made for. Nobody else writes to it until this is dropped.
#[derive(Debug)]
pub struct Publication {
    output: PathBuf,
    old: Manifest,
    // before the lock: it goes while the folder is still ours
    staging: Staging,
    lock: Lock,
}

impl Keep for Publication {
    type Kept = Kept;

    fn keep(&self, path: &SitePath, bytes: Vec<u8>) -> Kept {
        self.staging.keep(path, bytes, &self.old)
    }
}

impl Publication {
    /// Takes the folder, and reads what stands there.
    ///
    /// # Errors
    /// When it must not be written to (see [`Sources`]), another run holds it, or its manifest cannot be trusted.
    pub fn begin(output: &Path, sources: &Sources<'_>) -> Result<Self, PublishError> {
        let output = guard::admit(output, sources)?;
        fs::create_dir_all(&output).map_err(PublishError::io("make the folder", &output))?;
        let lock = lock::take(&output)?;
        let old = Manifest::read(&output)?;
        let staging = Staging::in_folder(&output);
        Ok(Self { output, old, staging, lock })
    }

    /// Makes the folder hold the plan, whose files were kept here. Where it is told what the plan was made from, that is
    /// noted beside the finished site.
    ///
    /// # Errors
    /// When the terms forbid it, or a foreign file or a link stands where the site needs a place: then nothing was written.
    /// When the operating system refuses: then the folder is as whole as the module's text says.
    pub fn finish(
        self,
        terms: &Terms,
        plan: &SitePlan<Kept>,
        origin: Option<Origin>,
    ) -> Result<Published, PublishError> {
        let Self { output, old, staging, lock } = &self;
        let survey = Survey::of(plan, old, output, terms.force)?;
        terms.admit(plan, old, &survey)?;

        let mut goal = survey.goal(plan, old);
        goal.settings = !terms.no_settings;
        // What was changed by hand is told by every build, so none may be spared.
        let seal = origin.filter(|_| survey.kept.is_empty());
        if !survey.is_clean() || *old != goal {
            carry_out(&survey, &mut goal, old, staging)?;
        }
        seal.into_iter().for_each(|origin| Seal::put(origin, plan, output, lock));
        Ok(survey.report(plan))
    }
}

fn carry_out(
    survey: &Survey,
    goal: &mut Manifest,
    old: &Manifest,
    staging: &Staging,
) -> Result<(), PublishError> {
    let output = &survey.output;
    if !old.complete {
        write::sweep_temporary(old.files.keys(), output);
    }
    old.until(goal).write(output)?;
    write::remove_files(&survey.in_the_way, output)?;
    write::remove_folders(&survey.folders_in_the_way, output);
    write::make_folders(&survey.new_folders, output)?;
    let (pages, assets): (Vec<_>, Vec<_>) = survey.to_write.iter().partition(|(path, _)| path.is_page());
    for files in [assets, pages] {
        // of several failures the first in order is told
        let failed = files.par_iter().find_map_first(|(path, kept)| staging.put(path, kept).err());
        failed.map_or(Ok(()), Err)?;
    }
    write::remove_files(&survey.stale, output)?;
    write::remove_folders(&survey.stale_folders, output);
    goal.folders.retain(|folder| survey.needs(folder) || write::is_real_folder(folder, output));
    goal.write(output)
}
