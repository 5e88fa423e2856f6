//! The words of a page that stood at another address.

/// `M1.4 is called M2.0 now`.
pub fn moved(former: &str, now: &str) -> String {
    format!("{former} is called {now} now")
}
