//! Addresses of earlier ids lead on, and hosts are told what they have to know.

use milepost::{
    site::{Config, Silent, build, stage},
    world::{Memory, SitePath},
};

fn world(more: &[(&str, &str)]) -> Memory {
    let files = [
        ("milepost.yaml", "title: T\nstart: 2026-02-16\nbase_url: https://status.example.org/\n"),
        ("content/phases/p1.md", "---\nid: P1\ntitle: P\n---\n"),
        (
            "content/milestones/m7.md",
            "---\nid: M7\ntitle: <b>\nphase: P1\nduration: 5d\naliases: [M1, /old/address/, M2]\n---\n",
        ),
        ("content/milestones/m2.md", "---\nid: M2\ntitle: Two\nphase: P1\nduration: 5d\n---\nAfter M1.\n"),
    ];
    Memory::of(files.iter().chain(more).map(|(path, text)| (*path, text.as_bytes()))).expect("paths")
}

fn config() -> Config {
    Config::usual("2026-03-02".parse().expect("a day"))
}

#[test]
fn an_earlier_address_leads_to_the_page_and_the_preview_has_the_same() {
    let world = world(&[]);
    let built = build(&world, &config(), &Silent);
    let text = |path: &str| {
        let path = SitePath::new(path).expect("a path");
        String::from_utf8(built.plan.get(&path).unwrap_or_else(|| panic!("no {path}")).to_vec())
            .expect("text")
    };
    let moved = text("milestones/m1/index.html");
    assert!(moved.contains("content=\"0; url=../m7/index.html\""), "{moved}");
    assert!(moved.contains("href=\"https://status.example.org/milestones/m7/\""), "{moved}");
    assert!(moved.contains("<h1>M1 is called M7 now</h1>"), "{moved}");
    assert!(text("milestones/m2/index.html").contains("Two"), "what has the id now keeps its address");
    assert!(
        text("milestones/m2/index.html").contains("href=\"../m7/index.html\""),
        "prose finds it by the old id"
    );
    stage(&world, &config(), None, &|| None, |stage| {
        for (path, bytes) in built.plan.iter() {
            assert_eq!(stage.file(path.as_str()).as_deref(), Some(bytes), "{path}");
        }
    });
}

#[test]
fn a_host_learns_the_domain_and_that_nothing_is_to_be_built() {
    let file = |world: &Memory, path: &str| {
        let path = SitePath::new(path).expect("a path");
        build(world, &config(), &Silent).plan.get(&path).map(<[u8]>::to_vec)
    };
    assert_eq!(file(&world(&[]), "CNAME").as_deref(), Some(&b"status.example.org\n"[..]));
    assert_eq!(file(&world(&[]), ".nojekyll").as_deref(), Some(&b""[..]));
    for base in [
        "https://ada.github.io/plan/",
        "https://ada.github.io/",
        "https://example.org/plan/",
        "http://127.0.0.1/",
        "http://localhost/",
        "https://example.org:8443/",
    ] {
        let settings = format!("title: T\nstart: 2026-02-16\nbase_url: {base}\n");
        let world = Memory::of([("milepost.yaml", settings.as_bytes())]).expect("paths");
        assert_eq!(file(&world, "CNAME"), None, "{base}");
    }
    let own = world(&[("static/CNAME", "mine.example.org\n")]);
    assert_eq!(file(&own, "CNAME").as_deref(), Some(&b"mine.example.org\n"[..]), "one's own stands");
}
