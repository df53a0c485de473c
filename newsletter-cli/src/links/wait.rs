//! How long to wait before somebody is asked again.

use std::time::{Duration, SystemTime};

/// Between the starts of two requests to one host.
pub(super) const GAP: Duration = Duration::from_millis(100);

/// The longest that a server can make us wait. One that wants more is not asked again.
pub(super) const LONGEST: Duration = Duration::from_secs(60);

/// How often a request is sent again at most.
pub(super) const RETRIES: u32 = 2;

/// Before a request is sent again, where the server does not say it: 1 second, then 3.
pub(super) fn before_retry(retries: u32) -> Duration {
    Duration::from_secs(1) * 3_u32.pow(retries)
}

/// What `Retry-After` says: seconds, or a date.
pub(super) fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// What a time in seconds since 1970 says, as GitHub names the end of its limit.
pub(super) fn until(seconds: &str, now: SystemTime) -> Option<Duration> {
    let end = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds.trim().parse().ok()?));
    Some(end?.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let now = httpdate::parse_http_date("Wed, 04 Jun 2031 10:00:00 GMT").unwrap();
        let wait = |value| retry_after(value, now).map(|wait| wait.as_secs());
        assert_eq!(wait(" 7 "), Some(7));
        assert_eq!(wait("Wed, 04 Jun 2031 10:00:30 GMT"), Some(30));
        assert_eq!(wait("Wed, 04 Jun 2031 09:00:00 GMT"), Some(0));
        assert_eq!(wait("soon"), None);
        assert_eq!(wait("-1"), None);
    }

    #[test]
    fn the_end_of_a_limit_is_a_time_since_1970() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(100);
        assert_eq!(until("130", now), Some(Duration::from_secs(30)));
        assert_eq!(until("70", now), Some(Duration::ZERO));
        assert_eq!(until("18446744073709551615", now), None);
        assert_eq!(until("x", now), None);
    }

    #[test]
    fn waits_grow() {
        assert_eq!(
            [before_retry(0), before_retry(1)].map(|wait| wait.as_secs()),
            [1, 3]
        );
    }
}
