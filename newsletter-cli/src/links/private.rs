//! Addresses that are no part of the public network.

use std::net::{IpAddr, Ipv4Addr};

use url::Url;

/// Whether a redirect may be followed: from the public network none leads into a private one.
///
/// Names are looked up here, and again where the request is sent. Where a proxy does that, names that are not known
/// here count as public.
pub(super) fn may_lead(from: &Url, to: &Url) -> bool {
    !leads_inside(to) || leads_inside(from)
}

fn leads_inside(url: &Url) -> bool {
    let addresses = url.socket_addrs(|| None);
    addresses.is_ok_and(|addresses| addresses.iter().any(|address| is_private(address.ip())))
}

fn is_private(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [first, second, ..] = address.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || first == 0
                || address == Ipv4Addr::BROADCAST
                || is_shared
        }
        IpAddr::V6(address) => {
            address.is_loopback()
                || address.is_unspecified()
                || address.is_unique_local()
                || address.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_known() {
        for address in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "::",
            "fd00::1",
            "fe80::1",
            "::ffff:127.0.0.1",
        ] {
            assert!(is_private(address.parse().unwrap()), "{address}");
        }
        for address in ["192.0.2.1", "100.128.0.1", "172.32.0.1", "2001:db8::1"] {
            assert!(!is_private(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn no_redirect_leads_from_the_public_network_into_a_private_one() {
        let may = |from: &str, to: &str| may_lead(&from.parse().unwrap(), &to.parse().unwrap());
        assert!(!may("http://192.0.2.1/", "http://127.0.0.1/"));
        assert!(!may("https://192.0.2.1/", "http://[::1]:8080/"));
        assert!(!may("https://192.0.2.1/", "http://0x7f.1/"));
        assert!(may("http://192.0.2.1/", "http://192.0.2.2/"));
        assert!(may("http://127.0.0.1/", "http://127.0.0.1:80/"));
        assert!(may("http://127.0.0.1/", "http://192.0.2.1/"));
    }
}
