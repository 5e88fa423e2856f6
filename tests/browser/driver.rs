//! A small client of chromedriver (W3C WebDriver): starts a browser of its own, and ends it.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::{Value, json};
use tempfile::TempDir;
use ureq::Agent;

/// The key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How the browser is set up.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Width of the page in CSS pixels.
    pub width: u32,
    /// Whether the reader prefers dark colors.
    pub dark: bool,
    /// Whether pages may run scripts; ours, from the test, run in any case only where this is so.
    pub scripts: bool,
}

/// A running browser with one page.
pub struct Browser {
    driver: Child,
    agent: Agent,
    session: String,
    /// Held until the browser has ended.
    _profile: TempDir,
}

impl Browser {
    /// Starts chromedriver on a free port, and Chromium with a new profile.
    pub fn start(look: Look) -> Self {
        let (driver, port) = start_driver();
        let profile = tempfile::tempdir().expect("a temporary folder");
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(120)))
            .http_status_as_error(false)
            .build();
        let mut browser = Self {
            driver,
            agent: Agent::new_with_config(config),
            session: format!("http://127.0.0.1:{port}/session"),
            _profile: profile,
        };
        let answer = browser.post("", &capabilities(look, browser._profile.path()));
        let id = answer["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {answer}"));
        browser.session = format!("{}/{id}", browser.session);
        browser.set_size(look);
        browser
    }

    /// The size and colors of the page, whatever the window of the browser can be made to.
    fn set_size(&self, look: Look) {
        self.set_width(look.width);
        let scheme = if look.dark { "dark" } else { "light" };
        self.command(
            "Emulation.setEmulatedMedia",
            json!({"features": [{"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}]}),
        );
    }

    /// Shows pages from now on as they are on paper, on a sheet whose margins leave so many CSS pixels.
    pub fn show_as_printed(&self, width: u32) {
        self.set_width(width);
        self.command("Emulation.setEmulatedMedia", json!({"media": "print"}));
    }

    fn set_width(&self, width: u32) {
        let phone = width < 600;
        self.command(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": phone}),
        );
    }

    fn command(&self, cmd: &str, params: Value) {
        self.post("/goog/cdp/execute", &json!({"cmd": cmd, "params": params}));
    }

    /// Opens a page and waits until it is there.
    pub fn open(&self, address: &str) {
        self.post("/url", &json!({"url": address}));
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        self.get("/url").as_str().unwrap_or_default().to_owned()
    }

    /// What the body of a function gives.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.post("/execute/sync", &json!({"script": script, "args": arguments}))
    }

    /// What the body of a function hands to its last argument.
    pub fn run_async(&self, script: &str) -> Value {
        self.post("/execute/async", &json!({"script": script, "args": []}))
    }

    /// The text that is seen of an element.
    pub fn text(&self, selector: &str) -> String {
        let found = self.elements(selector);
        let id = found.first().unwrap_or_else(|| panic!("no {selector}"));
        self.get(&format!("/element/{id}/text")).as_str().unwrap_or_default().to_owned()
    }

    /// The elements that are seen.
    pub fn displayed(&self, selector: &str) -> Vec<String> {
        let seen = |id: &String| self.get(&format!("/element/{id}/displayed")) == Value::Bool(true);
        self.elements(selector).into_iter().filter(seen).collect()
    }

    /// Clicks on the first such element that is seen.
    pub fn click(&self, selector: &str) {
        let found = self.displayed(selector);
        let id = found.first().unwrap_or_else(|| panic!("no {selector} is seen"));
        self.post(&format!("/element/{id}/click"), &json!({}));
    }

    /// Gives the page the keyboard: after opening it the focus may still be with the window.
    pub fn take_keyboard(&self) {
        self.command("Page.bringToFront", json!({}));
        for _ in 0..100 {
            if self.run("return document.hasFocus();", &[]) == true {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("the page has no keyboard after five seconds");
    }

    /// Moves the focus on by one.
    pub fn press_tab(&self) {
        let key = |kind: &str| json!({"type": kind, "value": "\u{e004}"});
        let actions = json!([{"type": "key", "id": "keyboard", "actions": [key("keyDown"), key("keyUp")]}]);
        self.post("/actions", &json!({"actions": actions}));
    }

    fn elements(&self, selector: &str) -> Vec<String> {
        let found = self.post("/elements", &json!({"using": "css selector", "value": selector}));
        let found = found.as_array().cloned().unwrap_or_default();
        found.iter().filter_map(|element| Some(element[ELEMENT].as_str()?.to_owned())).collect()
    }

    fn post(&self, command: &str, body: &Value) -> Value {
        let answer = self.agent.post(format!("{}{command}", self.session)).send_json(body);
        read(command, answer)
    }

    fn get(&self, command: &str) -> Value {
        read(command, self.agent.get(format!("{}{command}", self.session)).call())
    }
}

fn read(command: &str, answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Value {
    let mut answer = answer.unwrap_or_else(|error| panic!("chromedriver does not answer {command}: {error}"));
    let body: Value = answer.body_mut().read_json().expect("chromedriver answers in JSON");
    let value = body["value"].clone();
    assert!(answer.status().is_success(), "{command}: {}", value["message"].as_str().unwrap_or("?"));
    value
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser ends with its session; then the driver may. Failing here must not hide a failed test.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn start_driver() -> (Child, u16) {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver can be started; scripts/test installs it");
    let output = BufReader::new(driver.stdout.take().expect("its output is ours"));
    let mut lines = output.lines().map_while(Result::ok);
    let port = lines.find_map(|line| {
        let (_, rest) = line.split_once("started successfully on port ")?;
        rest.trim_end_matches('.').parse().ok()
    });
    // Read on, or it would wait for somebody to take its words.
    std::thread::spawn(move || lines.for_each(drop));
    (driver, port.expect("chromedriver says its port"))
}

fn capabilities(look: Look, profile: &std::path::Path) -> Value {
    let profile = format!("--user-data-dir={}", profile.display());
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        &profile,
    ];
    let scripts = if look.scripts { 1 } else { 2 };
    let options = json!({
        "args": arguments,
        "prefs": {"profile.managed_default_content_settings.javascript": scripts},
    });
    json!({"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options}}})
}
