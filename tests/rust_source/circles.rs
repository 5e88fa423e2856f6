//! Circles between the files and folders that lie in one folder: two that use each other are one thing in two places.
//!
//! `mod.rs` is its folder, so it may use what lies in the folder, and that may use it. What is named by way of a folder's
//! `pub use` counts as the folder's.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Source;

/// By folder, then by name in it: the neighbors that are used, each with where that is.
type Uses = BTreeMap<Vec<String>, BTreeMap<String, BTreeMap<String, String>>>;

/// The shortest circles, at least one of each knot: `src/draw: a -> b (src/draw/a.rs:3) -> a (src/draw/b.rs:1)`.
pub fn circles(sources: &[Source]) -> Vec<String> {
    let uses = uses(sources);
    let of_folder = uses.iter().flat_map(|(folder, uses)| {
        let first =
            |name: &String| circle(uses, name).filter(|circle| circle.iter().all(|other| name <= other));
        uses.keys().filter_map(first).map(move |circle| told(folder, uses, &circle))
    });
    of_folder.collect()
}

fn uses(sources: &[Source]) -> Uses {
    let own_paths = sources.iter().map(Source::module_path);
    let modules: BTreeSet<Vec<String>> = own_paths
        .flat_map(|own| (1..=own.len()).map(|end| own[..end].to_vec()).collect::<Vec<_>>())
        .collect();
    let mut uses = Uses::new();
    for source in sources {
        let own = source.module_path();
        for path in source.paths() {
            let Some(used) = source.absolute(&path.segments) else { continue };
            let shared = own.iter().zip(&used).take_while(|(own, used)| own == used).count();
            if shared < own.len() && shared < used.len() && modules.contains(&used[..=shared]) {
                let of_folder = uses.entry(own[..shared].to_vec()).or_default();
                let of_own = of_folder.entry(own[shared].clone()).or_default();
                of_own
                    .entry(used[shared].clone())
                    .or_insert_with(|| format!("{}:{}", source.name, path.line));
            }
        }
    }
    uses
}

/// A shortest way from a name back to itself, without the return.
fn circle(uses: &BTreeMap<String, BTreeMap<String, String>>, name: &String) -> Option<Vec<String>> {
    let mut ways = VecDeque::from([vec![name.clone()]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in way.last().and_then(|last| uses.get(last)).into_iter().flat_map(BTreeMap::keys) {
            if next == name {
                return Some(way);
            }
            if seen.insert(next) {
                ways.push_back(way.iter().chain([next]).cloned().collect());
            }
        }
    }
    None
}

fn told(folder: &[String], uses: &BTreeMap<String, BTreeMap<String, String>>, circle: &[String]) -> String {
    let steps = circle.iter().zip(circle.iter().cycle().skip(1));
    let steps = steps.map(|(from, to)| format!(" -> {to} ({})", uses[from][to]));
    format!("src/{}: {}{}", folder.join("/"), circle[0], steps.collect::<String>())
}
