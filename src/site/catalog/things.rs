//! The pages of what the content describes: one entry for each kind of thing.

use super::{Neighbors, ThingPage};
use crate::{
    draw::card::CARD_FILE,
    model::{Kind, Subject},
    report::{DependencyMap, StatusReport, Timeline},
    site::{
        drawings::{DECISION_MAP, DEPENDENCY_MAP, SERVICE_MAP, SURROUNDINGS},
        feeds::{CALENDAR_FILE, FEED_FILE},
        page::GANTT_FILE,
    },
    view::{
        Section, addresses,
        chart::{
            history::{BURN_UP_FILE, TREND_FILE},
            plan::PlanScope,
            rag_trend::COLORS_FILE,
            spread::SPREAD_FILE,
        },
        part::status_change::Whose,
    },
};

/// What puts everything on the page of one thing, from its key: other subjects have other pages.
macro_rules! of {
    ($kind:ident, |$site:ident, $key:ident, $page:ident| $make:expr) => {
        |$site, subject, $page| match subject {
            Subject::$kind($key) => $make,
            _ => $page,
        }
    };
}

static THINGS: &[ThingPage] = &[
    ThingPage {
        kinds: &[Kind::Phase],
        section: Section::Phases,
        list: addresses::PHASES,
        neighbors: Neighbors::ById,
        template: "phase.html",
        beside: &[
            GANTT_FILE,
            "dependencies.svg",
            COLORS_FILE,
            TREND_FILE,
            BURN_UP_FILE,
            SPREAD_FILE,
            "timeline.txt",
            "map.txt",
            CARD_FILE,
        ],
        make: of!(Phase, |site, key, page| {
            let view = site.cx.phase_page(key);
            let chart = site.cx.gantt(PlanScope::Phase(key));
            let map = site.map().phase(key);
            page.showing(&view)
                .headline(&view.answers.headline.text)
                .card(site.cx.phase_card(key))
                .gantt(&chart)
                .map(DEPENDENCY_MAP, &map)
                .history(&view.progress)
                .spread(view.spread.as_ref())
                .text("Timeline", "timeline.txt", &Timeline::new(site.cx, key))
                .text("Dependency map", "map.txt", &DependencyMap::of_phase(site.cx, key))
        }),
    },
    ThingPage {
        kinds: &[Kind::Milestone],
        section: Section::Milestones,
        list: addresses::MILESTONES,
        neighbors: Neighbors::ById,
        template: "milestone.html",
        beside: &[],
        make: of!(Milestone, |site, key, page| {
            let view = site.cx.milestone_page(key);
            let map = site.map().milestone(key);
            let page = page.headline(&view.answers.headline.text);
            page.showing(&view).map(DEPENDENCY_MAP.on_page_only(), &map)
        }),
    },
    ThingPage {
        kinds: &[Kind::Sprint],
        section: Section::Sprints,
        list: addresses::SPRINTS,
        neighbors: Neighbors::InTime,
        template: "sprint.html",
        beside: &[GANTT_FILE, "report.txt", CARD_FILE, FEED_FILE],
        make: of!(Sprint, |site, key, page| {
            let page = site.with_feed(page, Whose::Sprint(key));
            if let Some(closed) = site.cx.closed_sprint(key) {
                let report = StatusReport::new(&closed.page);
                let page = page.headline(&closed.page.answers.headline.text).card(site.cx.sprint_card(key));
                let page = page.showing(&closed.page.on_page()).gantt(&closed.chart);
                return page.text("Status report", "report.txt", &report);
            }
            let state = site.cx.sprint_state(key);
            let mut view = site.sprint_page(key, &state).into_owned();
            if !site.cx.is_over(key) {
                view.answers = site.cx.with_chances(&view.answers);
            }
            let page = page.headline(&view.answers.headline.text).card(site.cx.sprint_card(key));
            let chart = site.cx.gantt_of(&state, PlanScope::Sprint(key));
            let report = StatusReport::new(&view);
            page.showing(&view.on_page()).gantt(&chart).text("Status report", "report.txt", &report)
        }),
    },
    ThingPage {
        kinds: &[Kind::Risk],
        section: Section::Risks,
        list: addresses::RISKS,
        neighbors: Neighbors::ById,
        template: "risk.html",
        beside: &[],
        make: of!(Risk, |site, key, page| {
            let view = site.cx.risk_page(key);
            page.showing(&view).place_in_matrix(view.place.as_ref())
        }),
    },
    ThingPage {
        kinds: &[Kind::Blocker],
        section: Section::Blockers,
        list: addresses::BLOCKERS,
        neighbors: Neighbors::ById,
        template: "blocker.html",
        beside: &[],
        make: of!(Blocker, |site, key, page| page.showing(&site.cx.blocker_page(key))),
    },
    ThingPage {
        kinds: &[Kind::Service],
        section: Section::Services,
        list: addresses::SERVICES,
        neighbors: Neighbors::ById,
        template: "service.html",
        beside: &["map.txt"],
        make: of!(Service, |site, key, page| {
            let map = site.cx.service_map(key);
            page.showing(&site.cx.service_page(key)).map(SERVICE_MAP.on_page_only(), &map).text(
                "Dependency map",
                "map.txt",
                &DependencyMap::of_service(site.cx, key),
            )
        }),
    },
    ThingPage {
        kinds: &[Kind::Contract],
        section: Section::Contracts,
        list: addresses::CONTRACTS,
        neighbors: Neighbors::ById,
        template: "contract.html",
        beside: &[],
        make: of!(Contract, |site, key, page| page.showing(&site.cx.contract_page(key))),
    },
    ThingPage {
        kinds: &[Kind::Task],
        section: Section::Tasks,
        list: addresses::TASKS,
        neighbors: Neighbors::ById,
        template: "task.html",
        beside: &[],
        make: of!(Task, |site, key, page| {
            let map = site.cx.around(Subject::Task(key));
            page.showing(&site.cx.task_page(key)).map(SURROUNDINGS, &map)
        }),
    },
    ThingPage {
        kinds: &[Kind::Decision],
        section: Section::Decisions,
        list: addresses::DECISIONS,
        neighbors: Neighbors::ById,
        template: "decision.html",
        beside: &[],
        make: of!(Decision, |site, key, page| {
            let map = site.cx.decision_map(key);
            page.showing(&site.cx.decision_page(key)).map(DECISION_MAP.on_page_only(), &map)
        }),
    },
    ThingPage {
        kinds: &[Kind::Team, Kind::Person],
        section: Section::Teams,
        list: addresses::TEAMS,
        neighbors: Neighbors::ById,
        template: "party.html",
        beside: &[GANTT_FILE, "owner-load.svg", FEED_FILE, CALENDAR_FILE],
        make: of!(Party, |site, key, page| {
            let view = site.cx.party_page(key);
            let chart = site.cx.gantt(PlanScope::Owner(key));
            let page = site.with_calendar(site.with_feed(page, Whose::Owner(key)), Some(key));
            let mut page = page.showing(&view);
            // nothing where the party answers for nothing that has dates
            if !chart.phases.is_empty() {
                page = page.gantt(&chart);
            }
            page.owner_load(&view.loads)
        }),
    },
    ThingPage {
        kinds: &[Kind::Page],
        section: Section::Pages,
        list: addresses::PAGES,
        neighbors: Neighbors::ById,
        template: "page.html",
        beside: &[],
        make: of!(Page, |site, key, page| {
            let map = site.cx.around(Subject::Page(key));
            page.showing(&site.cx.text_page(key)).map(SURROUNDINGS, &map)
        }),
    },
];

/// The pages of that kind of thing.
pub(super) fn of(kind: Kind) -> &'static ThingPage {
    THINGS.iter().find(|page| page.kinds.contains(&kind)).expect("a test holds that every kind has pages")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_thing_has_pages() {
        for kind in Kind::ALL {
            assert_eq!(THINGS.iter().filter(|page| page.kinds.contains(&kind)).count(), 1, "{kind:?}");
        }
    }
}
