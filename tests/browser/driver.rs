//! A small client of chromedriver (W3C WebDriver): starts a browser of its own, and ends it.
//!
//! Nothing here depends on how fast the machine is: what takes a while is waited for, up to limits that are reached only
//! where something hangs, and what did not start is started again.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tempfile::TempDir;
use ureq::Agent;

/// The key under which WebDriver names an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long something is waited for that takes a moment on an idle machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a page may take to load, and a script to run.
const WORK: Duration = Duration::from_secs(300);

/// How often a browser is started anew that did not come up.
const ATTEMPTS: usize = 3;

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
        let mut reasons = Vec::new();
        while reasons.len() < ATTEMPTS {
            match Self::try_start(look) {
                Ok(browser) => {
                    browser.set_size(look);
                    return browser;
                }
                Err(reason) => reasons.push(reason),
            }
        }
        panic!("no browser came up:\n{}", reasons.join("\n"));
    }

    fn try_start(look: Look) -> Result<Self, String> {
        let (driver, port) = start_driver()?;
        let config =
            Agent::config_builder().timeout_global(Some(2 * WORK)).http_status_as_error(false).build();
        let mut browser = Self {
            driver,
            agent: Agent::new_with_config(config),
            session: format!("http://127.0.0.1:{port}/session"),
            _profile: tempfile::tempdir().expect("a temporary folder"),
        };
        let wanted = capabilities(look, browser._profile.path());
        let answer = read("", browser.agent.post(&browser.session).send_json(&wanted))?;
        let id = answer["sessionId"].as_str().ok_or_else(|| format!("no session: {answer}"))?;
        browser.session = format!("{}/{id}", browser.session);
        Ok(browser)
    }

    /// Waits until the body of a function gives `true`.
    pub fn wait_until(&self, script: &str) {
        self.wait(script, || self.run(script, &[]) == true);
    }

    fn wait(&self, what: &str, holds: impl Fn() -> bool) {
        let begun = Instant::now();
        while !holds() {
            assert!(begun.elapsed() < PATIENCE, "waited {PATIENCE:?} in vain for: {what}");
            thread::sleep(Duration::from_millis(20));
        }
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

    /// Waits until the address of the page ends so. It needs no script.
    pub fn wait_for_url(&self, end: &str) {
        self.wait(&format!("an address that ends with {end}"), || {
            self.get("/url").as_str().is_some_and(|url| url.ends_with(end))
        });
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
        self.wait_until("return document.hasFocus();");
        self.run(
            "window.moved = false;
             for (const move of ['focusin', 'focusout']) document.addEventListener(move, () => window.moved = true);",
            &[],
        );
    }

    /// Moves the focus on by one, and waits until it has moved. The page has the keyboard.
    pub fn press_tab(&self) {
        self.run("window.moved = false;", &[]);
        let key = |kind: &str| json!({"type": kind, "value": "\u{e004}"});
        let actions = json!([{"type": "key", "id": "keyboard", "actions": [key("keyDown"), key("keyUp")]}]);
        self.post("/actions", &json!({"actions": actions}));
        self.wait_until("return window.moved;");
    }

    /// Types on the keyboard, where the focus is; a chord holds `held` down meanwhile.
    pub fn keys(&self, held: Option<char>, text: &str) {
        let key = |kind: &str, key: char| json!({"type": kind, "value": key.to_string()});
        let typed = text.chars().flat_map(|c| [key("keyDown", c), key("keyUp", c)]);
        let before = held.map(|held| key("keyDown", held));
        let after = held.map(|held| key("keyUp", held));
        let actions: Vec<Value> = before.into_iter().chain(typed).chain(after).collect();
        self.post("/actions", &json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]}));
    }

    fn elements(&self, selector: &str) -> Vec<String> {
        let found = self.post("/elements", &json!({"using": "css selector", "value": selector}));
        let found = found.as_array().cloned().unwrap_or_default();
        found.iter().filter_map(|element| Some(element[ELEMENT].as_str()?.to_owned())).collect()
    }

    fn post(&self, command: &str, body: &Value) -> Value {
        let answer = self.agent.post(format!("{}{command}", self.session)).send_json(body);
        read(command, answer).unwrap_or_else(|reason| panic!("{reason}"))
    }

    fn get(&self, command: &str) -> Value {
        let answer = self.agent.get(format!("{}{command}", self.session)).call();
        read(command, answer).unwrap_or_else(|reason| panic!("{reason}"))
    }
}

/// What chromedriver answers to a command, or why it does not.
fn read(
    command: &str,
    answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| format!("chromedriver does not answer {command}: {error}"))?;
    let body: Value = answer
        .body_mut()
        .read_json()
        .map_err(|error| format!("{command}: no JSON for an answer: {error}"))?;
    let value = body["value"].clone();
    match answer.status().is_success() {
        true => Ok(value),
        false => Err(format!("{command}: {}", value["message"].as_str().unwrap_or("?"))),
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The browser ends with its session; then the driver may. Failing here must not hide a failed test.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// A driver that is ready, and the port that it listens on.
fn start_driver() -> Result<(Child, u16), String> {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver can be started; scripts/test installs it");
    let output = BufReader::new(driver.stdout.take().expect("its output is ours"));
    let (tell, told) = mpsc::channel();
    // Reads all it says, or it would wait for somebody to take its words.
    thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            let port =
                line.split_once("started successfully on port ").map(|(_, rest)| rest.trim_end_matches('.'));
            if let Some(port) = port.and_then(|port| port.parse().ok()) {
                // Nobody listens any more where it came too late.
                let _ = tell.send(port);
            }
        }
    });
    match told.recv_timeout(PATIENCE) {
        Ok(port) => Ok((driver, port)),
        Err(_) => {
            let _ = driver.kill();
            let _ = driver.wait();
            Err("chromedriver does not say its port".to_owned())
        }
    }
}

fn capabilities(look: Look, profile: &std::path::Path) -> Value {
    let profile = format!("--user-data-dir={}", profile.display());
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
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
    let limit = WORK.as_millis() as u64;
    let timeouts = json!({"script": limit, "pageLoad": limit, "implicit": 0});
    json!({"capabilities": {"alwaysMatch": {
        "browserName": "chrome", "goog:chromeOptions": options, "timeouts": timeouts,
    }}})
}
