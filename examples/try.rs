use milepost::{disk::Disk, publish::*, site::*, world::ProjectPath};
fn main() {
    let root = std::path::Path::new(".");
    let out = std::path::Path::new("/tmp/site");
    let world = Disk::open(root).unwrap();
    let config = Config {
        content: ProjectPath::new("content").unwrap(),
        themes: ProjectPath::new("themes").unwrap(),
        as_of: None,
        today: chrono::NaiveDate::MIN,
        commit: None,
    };
    let t = std::time::Instant::now();
    let built = build(&world, &config, &Silent);
    eprintln!("built {} files in {:?}", built.plan.len(), t.elapsed());
    for d in &built.checked.diagnostics {
        println!("{}", milepost::diag::human::short(d, built.checked.sources()));
    }
    let p = publish(
        &built.plan,
        out,
        &Sources { root, content: std::path::Path::new("content"), themes: std::path::Path::new("themes") },
    )
    .unwrap();
    eprintln!("{p:?}");
}
