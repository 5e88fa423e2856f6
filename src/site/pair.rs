//! Two states of a project, read and checked side by side: what is the same in both is read once, and what follows from each is
//! worked out at the same time.

use std::{panic, thread};

use super::{Checked, Config, Memo, Read, Silent, follow, read, with_faults};
use crate::{analyse::Since, world::World};

/// Two states of a project, checked as of the same day.
pub struct Pair {
    /// The earlier one.
    pub before: Checked,
    /// What it was read from.
    pub world: Box<dyn World + Send>,
    /// The later one.
    pub after: Checked,
}

/// Checks `later`, and what `open` gives while that is read, both as of the day of the later, whatever the other says.
///
/// # Errors
/// What `open` says.
///
/// # Panics
/// When `open` does.
pub fn check_pair<E: Send>(
    later: &dyn World,
    open: impl FnOnce() -> Result<Box<dyn World + Send>, E> + Send,
    config: &Config,
) -> Result<Pair, E> {
    let memo = &Memo::of_states();
    let (new, world) = thread::scope(|scope| {
        let opened = scope.spawn(open);
        let new = read(later, config, Some(memo));
        (new, opened.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked)))
    });
    let world = world?;
    let then = Config { as_of: Some(new.as_of), ..config.clone() };
    let old = read(&*world, &then, Some(memo));
    let states = |world: &dyn World, config: &Config, read: Read, memo: Option<&Memo>| {
        with_faults(follow(world, config, read, memo, Since::Today, &Silent))
    };
    let (after, before) = if old.loaded.facts == new.loaded.facts {
        // All that follows from the one follows from the other.
        let after = states(later, config, new, Some(memo));
        (after, states(&*world, &then, old, Some(memo)))
    } else {
        thread::scope(|scope| {
            let former = scope.spawn(|| states(&*world, &then, old, None));
            let after = states(later, config, new, None);
            (after, former.join().unwrap_or_else(|panicked| panic::resume_unwind(panicked)))
        })
    };
    Ok(Pair { before, world, after })
}
