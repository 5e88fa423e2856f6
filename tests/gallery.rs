//! Every component of the theme on one page, rendered into the target folder to be looked at.

use std::{fs, path::Path, sync::Arc};

use chrono::NaiveDate;
use milepost::{
    render::{Fragments, Html, Links, Renderer, Surroundings, ThemeFile, View, built_in_assets, markdown},
    view::{Link, NavGroup, NavItem, Section, Shell, SiteFrame, Twin},
};
use serde_json::{Value, json};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date of this test")
}

fn frame() -> Arc<SiteFrame> {
    let sections = [
        (Section::Program, "Program"),
        (Section::Sprints, "Sprints"),
        (Section::Phases, "Phases"),
        (Section::Timeline, "Timeline"),
        (Section::Dependencies, "Dependencies"),
        (Section::Risks, "Risks"),
        (Section::Blockers, "Blockers"),
        (Section::Decisions, "Decisions"),
        (Section::Services, "Services"),
        (Section::Teams, "Teams"),
        (Section::Checks, "Checks"),
    ];
    let navigation = NavGroup::all(sections.into_iter().map(|(section, text)| NavItem {
        section,
        text: text.to_owned(),
        href: format!("{}/index.html", text.to_lowercase()),
    }));
    Arc::new(SiteFrame {
        title: "EcommerceGo".to_owned(),
        base_url: None,
        navigation,
        generated: date("2026-05-06"),
        as_of: date("2026-05-06"),
        version: "0.1.0",
    })
}

fn subject(id: &str, title: &str) -> Value {
    json!({"id": id, "title": title, "href": format!("milestones/{}/index.html", id.to_lowercase())})
}

fn owner(name: &str) -> Value {
    json!({"name": name, "href": format!("teams/{name}/index.html")})
}

fn span(start: &str, finish: &str) -> Value {
    json!({"start": start, "finish": finish})
}

fn milestones() -> Value {
    let row = |id,
               title,
               rag,
               status,
               by: Option<&str>,
               percent: Option<u8>,
               variance: Option<i32>,
               reason| {
        json!({"subject": subject(id, title), "rag": rag, "status": status, "owner": by.map(owner), "percent_complete": percent, "current": id == "P2",
            "baseline": span("2026-04-13", "2026-05-08"), "forecast": percent.map(|_| span("2026-04-13", "2026-05-18")),
            "variance": variance, "reason": reason, "critical": rag == "red", "watermelon": rag == "amber",
            "declared": "green", "unscheduled": null})
    };
    json!([
        row(
            "M2.1",
            "Product catalog service",
            "green",
            "done",
            Some("backend"),
            Some(100),
            Some(0),
            "Done on 24 April 2026."
        ),
        row(
            "M2.2",
            "Cart service with Redis sessions",
            "red",
            "blocked",
            Some("backend"),
            Some(40),
            Some(6),
            "Forecast finish 18 May is 6 working days after the baseline, 8 May."
        ),
        row(
            "M2.3",
            "Order service and saga",
            "amber",
            "in_progress",
            Some("platform"),
            Some(55),
            Some(2),
            "Progress 55% is 18 points under the time elapsed."
        ),
        row(
            "M2.4",
            "Payment integration",
            "unknown",
            "in_progress",
            None,
            None,
            None,
            "The last update is 14 working days old."
        ),
        row(
            "M2.5",
            "Inventory reservations",
            "green",
            "in_progress",
            Some("backend"),
            Some(70),
            Some(-1),
            "Under way, no rule fires."
        ),
        row(
            "M2.6",
            "Search index",
            "planned",
            "planned",
            Some("search"),
            Some(0),
            Some(0),
            "Not due before 11 May 2026."
        ),
        row(
            "M2.7",
            "Contract tests",
            "red",
            "in_progress",
            Some("qa"),
            Some(20),
            Some(9),
            "Coverage of cart is 61%, under the threshold of 80%."
        ),
        row(
            "M2.8",
            "Gateway routes",
            "green",
            "in_progress",
            Some("platform"),
            Some(80),
            Some(0),
            "Under way, no rule fires."
        ),
        row(
            "M2.9",
            "Internationalization of all customer-facing messages",
            "planned",
            "planned",
            Some("frontend"),
            Some(0),
            Some(12),
            "Waits for M2.2."
        ),
    ])
}

fn trend() -> Value {
    let colors = ["green", "green", "amber", "unknown", "amber", "red", "planned"];
    let step = |(i, rag): (usize, &&str)| {
        let id = format!("S{}", i + 1);
        json!({"subject": {"id": id, "title": "Sprint", "href": (i < 6).then_some("sprints/index.html")}, "rag": rag, "here": i == 5, "future": i > 5})
    };
    colors.iter().enumerate().map(step).collect()
}

fn view() -> Value {
    let phase = |id, title, rag, percent, decision, variance| {
        json!({"subject": {"id": id, "title": title, "href": "phases/x/index.html"}, "status": {"rag": rag}, "percent_complete": percent, "current": id == "P2",
            "decision": decision, "forecast": span("2026-04-13", "2026-06-05"), "variance": variance, "met": 1, "criteria": 4})
    };
    let cell = |rag: &str, risks: Value| json!({"rag": rag, "risks": risks});
    json!({
        "title": "Sprint 6: carts and orders", "goal": "A customer can fill a cart and place an order.",
        "reasons": [
            {"rag": "red", "subject": subject("M2.2", "Cart service with Redis sessions"), "reason": "Forecast finish 18 May is 6 working days after the baseline, 8 May.", "code": "slip", "owner": owner("backend")},
            {"rag": "red", "subject": subject("M2.7", "Contract tests"), "reason": "Coverage of cart is 61%, under the threshold of 80%.", "code": "coverage", "owner": owner("qa"), "source": {"text": "content/milestones/m2.7.md:12", "href": "https://example.org/m2.7"}},
            {"rag": "unknown", "subject": subject("M2.4", "Payment integration"), "reason": "The last update is 14 working days old.", "code": "stale", "owner": null},
        ],
        "asks": [
            {"rag": "red", "subjects": [subject("M2.2", "Cart service with Redis sessions")], "action": "Decide on Redis or DynamoDB for sessions", "owner": owner("architecture"), "due": "2026-05-07", "overdue": false},
            {"rag": "red", "subjects": [subject("M2.7", "Contract tests")], "action": "Free one tester from Phase 1 support", "owner": owner("delivery"), "due": "2026-05-04", "overdue": true},
            {"rag": "unknown", "subjects": [subject("M2.4", "Payment integration")], "action": "Report where it stands.", "owner": null, "due": null, "overdue": false},
        ],
        "phases": [phase("P1", "Foundation", "green", 100, "go", 0), phase("P2", "Core services", "red", 52, "pending", 6),
            phase("P3", "Integration", "amber", 10, "pending", 4), phase("P4", "Hardening", "planned", 0, "pending", 4), phase("P5", "Launch", "planned", 0, "pending", 4)],
        "status": {"rag": "red", "sentence": "Red because of M2.2 and M2.7.", "because": [{"rag": "red", "subject": subject("M2.2", "Cart service with Redis sessions"), "reason": "Blocked by BLK-002.", "owner": null}],
            "tally": {"red": 2, "amber": 1, "unknown": 0, "green": 0, "planned": 0}, "watermelons": 1},
        "blockers": [{"subject": subject("BLK-002", "No Redis cluster in staging"), "severity": "high", "rag": "red", "active": true, "blocks": [subject("M2.2", "Cart"), subject("M2.7", "Tests")],
            "required_from": owner("platform"), "raised_on": "2026-04-27", "resolved_on": null, "age_days": 9, "next_action": {"text": "Rent one for a month", "owner": owner("platform"), "due": "2026-05-04", "overdue": true}}],
        "tally": {"red": 2, "amber": 1, "unknown": 1, "green": 3, "planned": 2},
        "milestones": milestones(),
        "risks": [
            {"subject": subject("RISK-001", "Redis cluster not ready for the load test"), "rag": "red", "probability": "high", "impact": "high", "owner": owner("platform"), "status": "open", "mitigation": "Rent a managed cluster for the test; decide by 7 May."},
            {"subject": subject("RISK-003", "Payment provider changes its API"), "rag": "amber", "probability": "medium", "impact": "medium", "owner": null, "status": "mitigating", "mitigation": "Adapter behind our own contract."},
        ],
        "matrix": {"impacts": ["low", "medium", "high", "critical"], "rows": [
            {"probability": "high", "cells": [cell("amber", json!([])), cell("amber", json!([])), cell("red", json!([subject("RISK-001", "Redis")])), cell("red", json!([]))]},
            {"probability": "medium", "cells": [cell("green", json!([])), cell("amber", json!([subject("RISK-003", "Pay"), subject("RISK-004", "Hire")])), cell("amber", json!([])), cell("red", json!([]))]},
            {"probability": "low", "cells": [cell("green", json!([])), cell("green", json!([subject("RISK-005", "x")])), cell("amber", json!([])), cell("red", json!([]))]}]},
        "gate": {"decision": "conditional", "decided_by": owner("steering"), "decided_on": "2026-05-05", "forecast": "2026-06-05", "variance": 6, "signed_unmet": true, "criteria": [
            {"text": "All core services pass their contract tests", "met": false, "reason": "M2.7 is at 20%.", "evidence": null},
            {"text": "Unit coverage of every service is at least 80%", "met": true, "reason": "Lowest is catalog with 84% on 4 May 2026.", "evidence": {"text": "https://example.org/coverage", "href": "https://example.org/coverage"}, "expires": "2026-06-30"}]},
        "trend": trend(),
        "dates": {"start": "2026-04-13", "finish": "2026-05-08"},
        "subjects": [subject("M1.2", "Schema"), subject("M1.4", "Contracts"), subject("M2.1", "Catalog")],
        "updates": [
            {"date": "2026-05-05", "by": owner("backend"), "note": "The session store loses writes under failover; we stopped the rollout.", "rag": "red", "facts": ["status: in progress to blocked", "forecast finish: 11 May to 18 May 2026"]},
            {"date": "2026-04-28", "by": owner("backend"), "note": "API is complete, load test is next.", "rag": "amber", "facts": ["percent complete: 25 to 40"]},
            {"date": "2026-04-14", "by": owner("backend"), "note": "Started.", "rag": "green", "facts": []}],
    })
}

fn shell(path: &str) -> Shell {
    let mut shell = Shell::new(&frame(), path, "Sprint 6: carts and orders");
    shell.section = Some(Section::Sprints);
    shell.description = "Red: three of nine milestones are off the plan.".to_owned();
    shell.breadcrumb =
        vec![Link::new("EcommerceGo", "index.html"), Link::new("Sprints", "sprints/index.html")];
    shell.previous = Some(Link::new("Sprint 5: catalog", "sprints/sprint-05/index.html"));
    shell.next = Some(Link::new("Sprint 7: payments", "sprints/sprint-07/index.html"));
    shell.edit = Some("https://example.org/edit/content/sprints/sprint-06.md".to_owned());
    shell.twins = vec![
        Twin { text: "Text".into(), media: "text/plain".into(), href: "sprints/sprint-06/report.txt".into() },
        Twin {
            text: "JSON".into(),
            media: "application/json".into(),
            href: "sprints/sprint-06/index.json".into(),
        },
    ];
    shell
}

fn gallery() -> Renderer {
    let file = ThemeFile {
        path: "templates/gallery.html".to_owned(),
        bytes: include_bytes!("gallery/gallery.html").to_vec(),
        file: None,
    };
    let (renderer, diagnostics) = Renderer::new(vec![file]);
    assert_eq!(diagnostics, []);
    renderer
}

#[test]
fn every_component_renders() {
    let path = "sprints/sprint-06/index.html";
    let body = milepost::load::markdown::outline(include_str!("gallery/narrative.md"), 0);
    let around = Surroundings { top: 3, ..Surroundings::default() };
    let nowhere = |_: &str| None;
    let text = markdown(&body, &around, &Links { page: &nowhere, asset: &nowhere, named: &|_| None });
    let fragments =
        Fragments::new().with("gantt", Html::trusted(include_str!("gallery/chart.svg"))).with("body", text);
    let page = gallery().render("gallery.html", &View::of(&view()), &shell(path), &fragments);
    assert_eq!(page.fault, None);
    assert_eq!(
        page,
        gallery().render("gallery.html", &View::of(&view()), &shell(path), &fragments),
        "the same bytes"
    );
    assert!(page.html.contains(r#"href="../../milestones/m2.2/index.html""#), "links are relative");
    let weight: usize = page.html.len() + built_in_assets().map(|(_, bytes)| bytes.len()).sum::<usize>();
    assert!(weight < 100_000, "the page with all its assets is {weight} bytes");
    write(path, page.html.as_bytes());
    for (name, bytes) in built_in_assets() {
        write(&name, bytes);
    }
}

fn write(path: &str, bytes: &[u8]) {
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery").join(path);
    fs::create_dir_all(to.parent().expect("a file in a folder")).expect("the target folder is ours");
    fs::write(to, bytes).expect("the target folder is ours");
}
