//! The HTML report in a browser: it loads without a complaint, filters, sorts, answers keys, and
//! its links keep what they show. Needs Chromium and its driver on the `PATH`; says so and passes
//! where there is none.
//!
//! The browser is driven through chromedriver, which speaks JSON over HTTP (W3C, *WebDriver*).

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

#[test]
#[allow(clippy::print_stderr)] // a test that is skipped says so
fn the_report_works_in_a_browser() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let Some(browser) = Browser::start(folder.path()) else {
        eprintln!("SKIPPED: the report was not opened, since there is no chromedriver or Chromium");
        return;
    };
    let page = write_report(folder.path());
    loads_without_a_complaint(&browser, &page);
    filters(&browser, &page);
    links_keep_the_filter(&browser, &page);
    answers_keys(&browser, &page);
    explains_on_demand(&browser, &page);
    fits_a_telephone(&browser, &page);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

fn loads_without_a_complaint(browser: &Browser, page: &str) {
    browser.open(page);
    assert_eq!(browser.complaints(), Vec::<String>::new());
    let title = browser.read("document.title");
    assert_eq!(
        browser.read("document.querySelector('h1').textContent"),
        title
    );
    assert_ne!(browser.shown(), 0);
    let rows = browser.read("document.querySelectorAll('article mark').length");
    assert_ne!(rows, json!(0), "places are marked");
}

fn filters(browser: &Browser, page: &str) {
    browser.open(page);
    let all = browser.shown();
    browser.run("document.querySelector('[value=minor]').click()");
    let serious = browser.shown();
    assert!(0 < serious && serious < all, "{serious} of {all}");
    assert_eq!(browser.read("location.hash"), "#severity=critical,major");
    browser.run(
        "const check = document.getElementById('check');
         check.value = 'magnitude-mismatch';
         check.dispatchEvent(new Event('change'))",
    );
    let checks = browser
        .read("[...new Set([...document.querySelectorAll('.check')].map(a => a.textContent))]");
    assert_eq!(checks, json!(["magnitude-mismatch"]));
    browser.run(
        "const text = document.getElementById('text');
         text.value = 'no such words';
         text.dispatchEvent(new Event('input'))",
    );
    browser.wait_for("document.querySelectorAll('article').length === 0");
    browser.run("document.getElementById('reset').click()");
    assert_eq!(browser.shown(), all);
    assert_eq!(browser.read("location.hash"), "");
}

fn links_keep_the_filter(browser: &Browser, page: &str) {
    browser.open(&format!("{page}#severity=critical&sort=text"));
    let severities = browser
        .read("[...new Set([...document.querySelectorAll('.severity')].map(a => a.textContent))]");
    assert_eq!(severities, json!(["critical"]));
    assert_eq!(
        browser.read("document.getElementById('sort').value"),
        "text"
    );
    let shown = browser.shown();
    let link = browser.read("document.querySelector('article:last-of-type .here').href");
    browser.open("about:blank");
    browser.open(link.as_str().expect("a link is text"));
    assert_eq!(browser.shown(), shown);
    let focused =
        browser.read("document.activeElement === document.querySelector('article:last-of-type')");
    assert_eq!(focused, json!(true));
    browser.run("document.querySelector('.matrix tbody a').click()");
    browser.wait_for("location.hash.startsWith('#check=')");
}

fn answers_keys(browser: &Browser, page: &str) {
    browser.open(page);
    let at = "document.activeElement.getAttribute('aria-posinset')";
    for (key, position) in [("j", "1"), ("j", "2"), ("j", "3"), ("k", "2")] {
        browser.press(key);
        assert_eq!(browser.read(at), position, "{key}");
    }
    browser.press("e");
    let is_open = "document.activeElement.querySelector('details').open";
    assert_eq!(browser.read(is_open), json!(true));
    browser.press("/");
    assert_eq!(browser.read("document.activeElement.id"), "text");
    browser.press("\u{E00C}");
    assert_ne!(browser.read("document.activeElement.id"), "text");
    let before = browser.shown();
    browser.press("4");
    assert!(browser.shown() > before, "neutral findings are shown");
    browser.press("?");
    assert_eq!(
        browser.read("document.getElementById('help').open"),
        json!(true)
    );
}

fn explains_on_demand(browser: &Browser, page: &str) {
    browser.open(page);
    let text = "document.querySelector('.explanation').textContent";
    assert_eq!(browser.read(text), "");
    browser.run("document.querySelector('article summary').click()");
    browser
        .wait_for("document.querySelector('.explanation').textContent.includes('What it finds')");
}

fn fits_a_telephone(browser: &Browser, page: &str) {
    browser.resize(400, 800);
    browser.open(page);
    let overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(browser.read(overflow), json!(0));
}

/// Writes the report of texts with planted slips; its address.
fn write_report(folder: &Path) -> String {
    let path = folder.join("report.html");
    let status = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(["report", "--source-lang", "en", "--parallel"])
        .args(["corpora/article.en.txt", "corpora/article-mt.sv.txt", "-o"])
        .arg(&path)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .expect("the command runs");
    assert!(status.success());
    assert!(fs::metadata(&path).is_ok_and(|file| file.len() < 1 << 20));
    format!("file://{}", path.display())
}

/// A session of Chromium, ended when it is dropped.
struct Browser {
    driver: Child,
    session: String,
    agent: ureq::Agent,
}

impl Browser {
    /// `None` where driver or browser is missing.
    fn start(folder: &Path) -> Option<Self> {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let agent = ureq::Agent::new_with_defaults();
        let port = port_of(&mut driver)?;
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900",
            &format!("--user-data-dir={}", folder.join("profile").display()),
        ];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {"args": arguments},
        }}});
        let mut browser = Self {
            driver,
            session: format!("http://127.0.0.1:{port}/session"),
            agent,
        };
        let answer = browser.post("", &wanted).ok()?;
        let id = answer["value"]["sessionId"].as_str()?;
        browser.session = format!("{}/{id}", browser.session);
        Some(browser)
    }

    fn call(&self, command: &str, body: &Value) -> Value {
        let answer = self.post(&format!("/{command}"), body);
        let answer = answer.unwrap_or_else(|error| panic!("{command} {body}: {error}"));
        answer["value"].clone()
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, ureq::Error> {
        let request = self.agent.post(format!("{}{path}", self.session));
        let answer = request
            .send(body.to_string())?
            .body_mut()
            .read_to_string()?;
        Ok(serde_json::from_str(&answer).expect("the driver answers in JSON"))
    }

    /// Opens an address, also where only what follows the `#` is new.
    fn open(&self, url: &str) {
        self.call("url", &json!({"url": "about:blank"}));
        self.call("url", &json!({"url": url}));
    }

    fn run(&self, script: &str) -> Value {
        self.call("execute/sync", &json!({"script": script, "args": []}))
    }

    fn read(&self, expression: &str) -> Value {
        self.run(&format!("return {expression}"))
    }

    fn wait_for(&self, condition: &str) {
        for _ in 0..100 {
            if self.read(condition) == json!(true) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("never: {condition}");
    }

    fn press(&self, key: &str) {
        let actions = ["keyDown", "keyUp"].map(|kind| json!({"type": kind, "value": key}));
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": actions});
        self.call("actions", &json!({"actions": [keyboard]}));
    }

    fn resize(&self, width: u32, height: u32) {
        self.call("window/rect", &json!({"width": width, "height": height}));
    }

    /// The number of findings that the page says it shows.
    fn shown(&self) -> u64 {
        let count = self.read("document.getElementById('count').textContent.split(' ')[0]");
        let count = count.as_str().and_then(|count| count.parse().ok());
        count.expect("the page counts its findings")
    }

    /// What the browser wrote to its console.
    fn complaints(&self) -> Vec<String> {
        let entries = self.call("se/log", &json!({"type": "browser"}));
        let entries = entries.as_array().into_iter().flatten();
        entries.map(|entry| entry["message"].to_string()).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A session that never began has nothing to end.
        let _ = self.agent.delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port that the driver says it listens on.
fn port_of(driver: &mut Child) -> Option<u16> {
    let lines = BufReader::new(driver.stdout.take()?).lines();
    let mut ports = lines.map_while(Result::ok).filter_map(|line| {
        let port = line.split_once("successfully on port ")?.1;
        port.trim_end_matches('.').parse().ok()
    });
    ports.next()
}
