//! The pages of the site itself, in the order of the navigation.

use super::OwnPage;
use crate::{
    draw::card::CARD_FILE,
    model::{Known, Subject},
    report::{EscalationReport, RiskRegister},
    site::{
        Site,
        drawings::{DECISION_MAP, DEPENDENCY_MAP, SERVICE_MAP},
        feeds::{CALENDAR_FILE, FEED_FILE},
        page::{GANTT_FILE, Page},
    },
    view::{
        Context, Section, addresses,
        chart::{
            history::BURN_UP_FILE, matrix::MATRIX_FILE, plan::PlanScope, rag_trend::COLORS_FILE,
            spread::SPREAD_FILE,
        },
        part::{status_change::Whose, timeline_scale::Scale},
    },
};

fn always(_: &Context, _: Known) -> bool {
    true
}

fn planned(cx: &Context, _: Known) -> bool {
    !cx.program.milestones.is_empty() || !cx.program.phases.is_empty()
}

/// Every page of the site itself.
pub(in crate::site) static OWN: &[OwnPage] = &[
    OwnPage {
        path: addresses::HOME,
        title: "Program",
        about: "",
        section: Some(Section::Program),
        in_navigation: Some(always),
        template: "home.html",
        beside: &[GANTT_FILE, CARD_FILE, FEED_FILE, CALENDAR_FILE],
        make: home,
    },
    OwnPage {
        path: addresses::SPRINTS,
        title: "Sprints",
        about: "All sprints with their status.",
        section: Some(Section::Sprints),
        in_navigation: Some(|cx, _| !cx.program.sprints.is_empty()),
        template: "sprints.html",
        beside: &[],
        make: |site, page| page.showing(&site.cx.sprints_page()),
    },
    OwnPage {
        path: addresses::ASKS,
        title: "Asks",
        about: "What is needed of whom, by when it is needed and for when it is promised.",
        section: Some(Section::Asks),
        in_navigation: Some(planned),
        template: "asks.html",
        beside: &[],
        make: |site, page| page.showing(&site.cx.asks_page()),
    },
    OwnPage {
        path: addresses::PHASES,
        title: "Phases",
        about: "All phases with their gates.",
        section: Some(Section::Phases),
        in_navigation: Some(planned),
        template: "phases.html",
        beside: &[],
        make: |site, page| page.showing(&site.cx.phases_page()),
    },
    OwnPage {
        path: addresses::MILESTONES,
        title: "Milestones",
        about: "All milestones with status, dates and float.",
        section: Some(Section::Milestones),
        in_navigation: Some(|cx, _| !cx.program.milestones.is_empty()),
        template: "milestones.html",
        beside: &[],
        make: |site, page| page.showing(&site.cx.milestones_page()),
    },
    OwnPage {
        path: addresses::TASKS,
        title: "Tasks",
        about: "All tasks.",
        section: Some(Section::Tasks),
        in_navigation: Some(|cx, _| !cx.program.tasks.is_empty()),
        template: "tasks.html",
        beside: &[],
        make: |site, page| page.showing(&site.cx.tasks_page()),
    },
    OwnPage {
        path: addresses::TIMELINE,
        title: "Timeline",
        about: "The whole plan on a time axis: baseline, forecast, critical path.",
        section: Some(Section::Timeline),
        in_navigation: Some(planned),
        template: "timeline.html",
        beside: &[GANTT_FILE],
        make: |site, page| {
            let chart = site.cx.gantt(PlanScope::Program);
            page.showing(&site.cx.timeline_page()).wide_gantt(&chart)
        },
    },
    OwnPage {
        path: addresses::TIMELINE_BY_WEEK,
        title: "Timeline by week",
        about: "The whole plan, week by week.",
        section: Some(Section::Timeline),
        in_navigation: None,
        template: "timeline-scale.html",
        beside: &[],
        make: |site, page| timeline_on(site, page, Scale::Weeks),
    },
    OwnPage {
        path: addresses::TIMELINE_BY_MONTH,
        title: "Timeline by month",
        about: "The whole plan, month by month.",
        section: Some(Section::Timeline),
        in_navigation: None,
        template: "timeline-scale.html",
        beside: &[],
        make: |site, page| timeline_on(site, page, Scale::Months),
    },
    OwnPage {
        path: addresses::TIMELINE_BY_QUARTER,
        title: "Timeline by quarter",
        about: "The whole plan, quarter by quarter.",
        section: Some(Section::Timeline),
        in_navigation: None,
        template: "timeline-scale.html",
        beside: &[],
        make: |site, page| timeline_on(site, page, Scale::Quarters),
    },
    OwnPage {
        path: addresses::DEPENDENCIES,
        title: "Dependencies",
        about: "What waits for what.",
        section: Some(Section::Dependencies),
        in_navigation: Some(planned),
        template: "dependencies.html",
        beside: &["dependencies.svg"],
        make: |site, page| {
            let map = site.map().program();
            page.showing(&site.cx.dependencies_page()).wide_map(DEPENDENCY_MAP, &map)
        },
    },
    OwnPage {
        path: addresses::FORECAST,
        title: "Forecast",
        about: "When the program may finish, how the work got done, and what swings the finish.",
        section: Some(Section::Forecast),
        in_navigation: Some(planned),
        template: "forecast.html",
        beside: &[COLORS_FILE, BURN_UP_FILE, SPREAD_FILE, "forecast.svg", "tornado.svg"],
        make: |site, page| {
            let view = site.cx.forecast_page();
            let page = page.history(&view.progress);
            let page = match &view.risk {
                Some(risk) => page.forecast(risk),
                None => page,
            };
            page.showing(&view)
        },
    },
    OwnPage {
        path: addresses::RISKS,
        title: "Risks",
        about: "The risk register and its matrix.",
        section: Some(Section::Risks),
        in_navigation: Some(|cx, known| cx.program.risks.keys().any(|key| known.risk(cx.program, key))),
        template: "risks.html",
        beside: &[MATRIX_FILE, "register.txt"],
        make: risks,
    },
    OwnPage {
        path: addresses::BLOCKERS,
        title: "Blockers",
        about: "What stands in the way.",
        section: Some(Section::Blockers),
        in_navigation: Some(|cx, known| cx.program.blockers.keys().any(|key| known.blocker(cx.program, key))),
        template: "blockers.html",
        beside: &[],
        make: |site, page| page.showing(&site.cx.blockers_page()),
    },
    OwnPage {
        path: addresses::ESCALATIONS,
        title: "Escalations",
        about: "What has to reach somebody who can act, raised by rule.",
        section: Some(Section::Escalations),
        in_navigation: Some(|cx, known| {
            planned(cx, known) || known.undated() && !cx.chronicle.escalations.is_empty()
        }),
        template: "escalations.html",
        beside: &["escalations.txt"],
        make: |site, page| {
            let view = site.cx.escalations_page();
            page.showing(&view).twin("JSON", "application/json", addresses::ESCALATIONS_JSON.to_owned()).text(
                "Escalations",
                "escalations.txt",
                &EscalationReport::new(site.cx, &view),
            )
        },
    },
    OwnPage {
        path: addresses::DECISIONS,
        title: "Decisions",
        about: "The decision log.",
        section: Some(Section::Decisions),
        in_navigation: Some(|cx, known| {
            cx.program.decisions.rows().iter().any(|row| known.undated() || known.decided(row))
        }),
        template: "decisions.html",
        beside: &["decisions.svg"],
        make: |site, page| {
            let map = site.cx.decisions_map();
            page.showing(&site.cx.decisions_page()).wide_map(DECISION_MAP, &map)
        },
    },
    OwnPage {
        path: addresses::SERVICES,
        title: "Services",
        about: "The services that the program builds, and what they need of each other.",
        section: Some(Section::Services),
        in_navigation: Some(|cx, _| !cx.program.services.is_empty()),
        template: "services.html",
        beside: &["services.svg"],
        make: |site, page| {
            let map = site.cx.services_map();
            page.showing(&site.cx.services_page()).wide_map(SERVICE_MAP, &map)
        },
    },
    OwnPage {
        path: addresses::CONTRACTS,
        title: "Contracts",
        about: "What services promise each other, and who has agreed.",
        section: Some(Section::Contracts),
        in_navigation: Some(|cx, _| !cx.program.contracts.is_empty()),
        template: "contracts.html",
        beside: &[],
        make: |site, page| page.showing(&site.cx.contracts_page()),
    },
    OwnPage {
        path: addresses::TEAMS,
        title: "Teams",
        about: "Who owns what.",
        section: Some(Section::Teams),
        in_navigation: Some(|cx, _| !cx.program.parties.is_empty()),
        template: "teams.html",
        beside: &["owner-load.svg"],
        make: |site, page| {
            let view = site.cx.teams_page();
            page.showing(&view).owner_load(&view.loads)
        },
    },
    OwnPage {
        path: addresses::PAGES,
        title: "Pages",
        about: "The pages that are about no single thing of the plan.",
        section: Some(Section::Pages),
        in_navigation: Some(|cx, _| cx.own_texts().next().is_some()),
        template: "pages.html",
        beside: &[],
        make: |site, page| page.showing(&site.cx.text_pages()),
    },
    OwnPage {
        path: addresses::CHECKS,
        title: "Checks",
        about: "What is wrong with the content.",
        section: Some(Section::Checks),
        in_navigation: Some(always),
        template: "checks.html",
        beside: &[],
        make: |site, page| page.showing(&site.cx.checks_page(&site.records(), site.commit.name())),
    },
    OwnPage {
        path: addresses::NOT_FOUND,
        title: "Not found",
        about: "The address leads to no page of this site.",
        section: None,
        in_navigation: None,
        template: "404.html",
        beside: &[],
        make: |_, page| page,
    },
];

fn timeline_on(site: &Site, page: Page, scale: Scale) -> Page {
    page.showing(&scale.page()).scaled_gantt(&site.cx.gantt(PlanScope::Program), scale.per_day())
}

/// The program, with the text of the content's own first page under it.
fn home(site: &Site, mut page: Page) -> Page {
    let view = site.cx.home_page(site.errors());
    page.shell.title.clone_from(&view.title);
    (page.shell.rag, page.shell.mark) = (Some(view.status.rag), view.status.rag.word());
    page = page.headline(&view.answers.headline.text).card(site.cx.program_card());
    if let Some(text) = site.first_page() {
        page = site.body(text, site.sourced(page, text));
    }
    page = page
        .twin("JSON", "application/json", addresses::PROGRAM_JSON.to_owned())
        .gantt(&site.cx.gantt(PlanScope::Overview));
    page = site.with_feed(page, Whose::Program);
    site.with_calendar(page, None).showing(&view)
}

impl Site<'_> {
    /// The content's own first page.
    pub(in crate::site) fn first_page(&self) -> Option<Subject> {
        self.cx
            .program
            .pages
            .keys()
            .map(Subject::Page)
            .find(|page| self.cx.addresses.of(*page) == addresses::HOME)
    }
}

fn risks(site: &Site, page: Page) -> Page {
    let view = site.cx.risks_page();
    let mut page = page.showing(&view);
    if !view.rows.is_empty() {
        page = page.matrix(&view.matrix);
    }
    page.text("Risk register", "register.txt", &RiskRegister::new(site.cx, &view))
}
