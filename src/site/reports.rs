//! The reports as text beside the pages that they belong to, and the links to them.

use crate::{
    analyse::Analysis,
    model::{Key, Phase, Service},
    report::{DependencyMap, EscalationReport, Format, Report, RiskRegister, StatusReport, Timeline},
    view::{
        Context, Shell, Twin, addresses::beside, page::escalation::EscalationsPage, page::risk::RisksPage,
        page::sprint::SprintPage,
    },
};

/// Path and bytes of a report.
type File = (String, Vec<u8>);

/// `sprints/sprint-02/report.txt`.
pub(super) fn sprint(cx: &Context, state: &Analysis, page: &SprintPage, shell: &mut Shell) -> File {
    file("Status report", "report.txt", &StatusReport::new(cx, state, page), shell)
}

/// `phases/p1/map.txt` and `phases/p1/timeline.txt`.
pub(super) fn phase(cx: &Context, key: Key<Phase>, shell: &mut Shell) -> [File; 2] {
    [
        file("Timeline", "timeline.txt", &Timeline::new(cx, key), shell),
        file("Dependency map", "map.txt", &DependencyMap::of_phase(cx, key), shell),
    ]
}

/// `services/cart/map.txt`.
pub(super) fn service(cx: &Context, key: Key<Service>, shell: &mut Shell) -> File {
    file("Dependency map", "map.txt", &DependencyMap::of_service(cx, key), shell)
}

/// `risks/register.txt`.
pub(super) fn register(cx: &Context, page: &RisksPage, shell: &mut Shell) -> File {
    file("Risk register", "register.txt", &RiskRegister::new(cx, page), shell)
}

/// `escalations/escalations.txt`.
pub(super) fn escalations(cx: &Context, page: &EscalationsPage, shell: &mut Shell) -> File {
    file("Escalations", "escalations.txt", &EscalationReport::new(cx, page), shell)
}

/// The report as a file beside the page of `shell`, which links to it.
fn file(what: &str, name: &str, report: &impl Report, shell: &mut Shell) -> File {
    let path = beside(&shell.path, name);
    shell.twins.push(Twin {
        text: format!("{what} (text)"),
        media: "text/plain".to_owned(),
        href: path.clone(),
    });
    (path, report.write(Format::Text).into_bytes())
}
