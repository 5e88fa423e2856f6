//! Who may ask: a page of another site that has its own name point here must not (DNS rebinding).

use std::net::IpAddr;

/// Whether a request that names `host` is meant for the preview. `wished` is the address it was asked to listen on.
pub fn is_ours(host: &str, wished: IpAddr) -> bool {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').unwrap_or_default(),
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    if !port.is_empty() && !port.strip_prefix(':').is_some_and(is_port) {
        return false;
    }
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    match name.parse::<IpAddr>() {
        // An address is no name that somebody could point elsewhere.
        Ok(address) => address.is_loopback() || address == wished || wished.is_unspecified(),
        Err(_) => name == "localhost" || name.ends_with(".localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_loopback_and_the_wished_address_are_ours() {
        let loopback: IpAddr = [127, 0, 0, 1].into();
        for host in
            ["localhost:8000", "LOCALHOST", "127.0.0.1:1", "[::1]:8000", "a.localhost:8000", "localhost."]
        {
            assert!(is_ours(host, loopback), "{host}");
        }
        for host in [
            "",
            "evil.example:8000",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "192.168.0.7:80",
            "127.0.0.1:80.evil.example",
            "[::1].evil.example",
            "[::1",
            "localhost:evil.example:80",
        ] {
            assert!(!is_ours(host, loopback), "{host}");
        }
        assert!(is_ours("192.168.0.7:80", [192, 168, 0, 7].into()));
        assert!(is_ours("192.168.0.7:80", [0, 0, 0, 0].into()));
        assert!(!is_ours("evil.example", [0, 0, 0, 0].into()));
    }
}
