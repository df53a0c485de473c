//! What `check --links` asks the network, played by servers on this machine.

use std::collections::BTreeMap;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::check::front_matter;
use crate::place::Place;
use crate::server::{Asked, ENOUGH, Log, Play, Server};

/// Variables that lead requests elsewhere.
const LEADING: [&str; 10] = [
    "GITHUB_TOKEN",
    "GITHUB_API_URL",
    "ALL_PROXY",
    "all_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "HTTP_PROXY",
    "http_proxy",
    "NO_PROXY",
    "no_proxy",
];

/// An issue with a list of links.
fn page(urls: &[String]) -> String {
    let items = urls.iter().enumerate();
    let items: String = items
        .map(|(number, url)| format!("- [Item {number}]({url})\n"))
        .collect();
    front_matter("June", "2031-07-03") + "## News\n\n" + &items
}

fn place(urls: &[String]) -> Place {
    Place::new().with("june.md", page(urls))
}

fn run_with(place: &Place, variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsletter"));
    for name in LEADING {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .envs(variables.iter().copied())
        .env("XDG_CACHE_HOME", place.path("caches"))
        .env_remove("CLICOLOR_FORCE")
        .current_dir(place.path("."))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

const CHECK: [&str; 6] = [
    "check",
    "--links",
    "--format",
    "json",
    "--cache",
    "cache.json",
];

fn run(place: &Place, arguments: &[&str]) -> Output {
    run_with(place, &[], &[&CHECK, arguments].concat())
}

/// What was found, by URL: the code, and what is said.
fn findings(place: &Place, output: &Output) -> BTreeMap<String, String> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let lines = text.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let source = place.text(line["path"].as_str().unwrap());
        let at = |end: &str| usize::try_from(line["span"][end].as_u64().unwrap()).unwrap();
        let word = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        let said = match word("code").as_str() {
            "moved-link" => word("help"),
            _ => word("message"),
        };
        let url = source[at("start")..at("end")].to_owned();
        (url, format!("{}: {said}", word("code")))
    });
    lines.collect()
}

fn with(status: u16, header: String) -> Play {
    Play::With(status, header + "\r\n", String::new())
}

fn redirect(status: u16, to: &str) -> Play {
    with(status, format!("Location: {to}"))
}

fn wait(status: u16, seconds: u32) -> Play {
    with(status, format!("Retry-After: {seconds}"))
}

/// What is said of a host that plays by a script, and what it was asked.
fn told(script: impl Fn(&Asked, usize) -> Play + Send + Sync + 'static) -> (String, Vec<String>) {
    let server = Server::new(script);
    let url = server.url("/a");
    let place = place(std::slice::from_ref(&url));
    let output = run(&place, &["june.md"]);
    let found = findings(&place, &output).remove(&url);
    let found = found.map(|found| found.replace(&server.root(), ""));
    (found.unwrap_or_default(), server.log.methods())
}

const DEAD: &str = "dead-link: a link to a page that is not there: the server answers";
const UNREACHED: &str = "unreachable-link: a link to a page that was not reached:";

#[test]
fn a_page_that_is_there_is_asked_for_once() {
    let (found, methods) = told(|_, _| Play::Status(200));
    assert_eq!((found.as_str(), methods), ("", vec!["HEAD".to_owned()]));
}

#[test]
fn a_page_that_is_not_there_is_dead() {
    for status in [404, 410] {
        let (found, methods) = told(move |_, _| Play::Status(status));
        assert_eq!(found, format!("{DEAD} {status}"));
        assert_eq!(methods, ["HEAD", "GET"]);
    }
}

#[test]
fn get_decides_where_head_is_refused_or_lies() {
    for status in [405, 404, 403, 501] {
        let (found, methods) = told(move |asked, _| match asked.method.as_str() {
            "HEAD" => Play::Status(status),
            _ => Play::Status(200),
        });
        assert_eq!(found, "", "{status}");
        assert_eq!(methods, ["HEAD", "GET"]);
    }
}

#[test]
fn a_server_that_breaks_off_is_asked_twice_again() {
    let (found, methods) = told(|_, _| Play::Close);
    assert_eq!(found, format!("{UNREACHED} the connection failed"));
    assert_eq!(methods, ["HEAD", "GET", "GET"]);
}

#[test]
fn a_server_that_speaks_something_else_is_not_reached() {
    let (found, methods) = told(|_, _| Play::Garbage);
    assert_eq!(found, format!("{UNREACHED} the answer is no HTTP"));
    assert_eq!(methods, ["HEAD", "GET", "GET"]);
}

#[test]
fn a_server_that_is_not_secure_is_asked_once() {
    let server = Server::new(|_, _| Play::Garbage);
    let url = server.url("/a").replace("http:", "https:");
    let place = place(std::slice::from_ref(&url));
    let output = run(&place, &["june.md"]);
    assert_eq!(
        findings(&place, &output)[&url],
        format!("{UNREACHED} the server has no valid certificate")
    );
    assert_eq!(server.log.methods(), ["TLS"]);
}

#[test]
fn a_slow_server_is_given_up() {
    let server = Server::new(|_, _| Play::Silence);
    let url = server.url("/a");
    let place = place(std::slice::from_ref(&url));
    let output = run(&place, &["--timeout", "1", "june.md"]);
    assert_eq!(
        findings(&place, &output)[&url],
        format!("{UNREACHED} the server took too long")
    );
    assert_eq!(server.log.methods(), ["HEAD", "GET", "GET"]);
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn an_endless_body_is_not_read() {
    let server = Server::new(|asked, _| match asked.method.as_str() {
        "HEAD" => Play::Status(405),
        _ => Play::Endless,
    });
    let place = place(&[server.url("/a")]);
    assert!(findings(&place, &run(&place, &["june.md"])).is_empty());
    assert!(server.log.sent() < ENOUGH);
}

#[test]
fn permanent_redirects_name_the_new_place() {
    for status in [301, 308] {
        let (found, methods) = told(move |asked, _| match asked.path.as_str() {
            "/a" => redirect(status, "b?c#d"),
            _ => Play::Status(200),
        });
        assert_eq!(found, "moved-link: link to /b?c#d");
        assert_eq!(methods, ["HEAD", "HEAD"]);
    }
}

#[test]
fn other_redirects_are_followed_and_not_told() {
    for status in [302, 303, 307] {
        let (found, methods) = told(move |asked, _| match asked.path.as_str() {
            "/a" => redirect(status, "/b"),
            _ => Play::Status(200),
        });
        assert_eq!(found, "");
        assert_eq!(methods, ["HEAD", "HEAD"]);
    }
}

#[test]
fn a_page_that_has_moved_and_is_not_there_is_dead() {
    let (found, methods) = told(|asked, _| match asked.path.as_str() {
        "/a" => redirect(301, "/b"),
        _ => Play::Status(404),
    });
    assert_eq!(found, format!("{DEAD} 404"));
    assert_eq!(methods, ["HEAD", "HEAD", "GET", "GET"]);
}

#[test]
fn redirects_are_followed_up_to_ten() {
    let (found, methods) = told(|asked, _| redirect(302, &format!("{}a", asked.path)));
    assert_eq!(found, format!("{UNREACHED} there are too many redirects"));
    assert_eq!(methods.len(), 11);
    let (found, _) = told(|asked, _| match asked.path.len() {
        12.. => Play::Status(200),
        _ => redirect(302, &format!("{}a", asked.path)),
    });
    assert_eq!(found, "");
}

#[test]
fn a_server_is_asked_again_when_it_wants_it() {
    for status in [429, 503] {
        let (found, methods) = told(move |_, before| match before {
            0 => wait(status, 1),
            _ => Play::Status(200),
        });
        assert_eq!(found, "");
        assert_eq!(methods.len(), 2);
    }
}

#[test]
fn a_server_that_always_wants_fewer_requests_is_left() {
    let (found, methods) = told(|_, _| wait(429, 0));
    assert_eq!(
        found,
        format!("{UNREACHED} the server wants fewer requests")
    );
    assert_eq!(methods, ["HEAD", "HEAD", "HEAD"]);
    let (found, methods) = told(|_, _| wait(429, 3600));
    assert_eq!(
        found,
        format!("{UNREACHED} the server wants fewer requests")
    );
    assert_eq!(methods, ["HEAD"]);
}

#[test]
fn other_pages_of_a_server_that_wants_fewer_requests_are_not_asked_for() {
    let server = Server::new(|_, _| wait(429, 3600));
    let urls: Vec<String> = (0..20).map(|at| server.url(&format!("/{at}"))).collect();
    let place = place(&urls);
    let found = findings(&place, &run(&place, &["june.md"]));
    assert_eq!(found.len(), 20);
    assert!(server.log.asked().len() <= 2);
}

#[test]
fn a_server_with_a_problem_is_asked_again() {
    let (found, methods) = told(|_, before| match before {
        0 => Play::Status(503),
        _ => Play::Status(200),
    });
    assert_eq!((found.as_str(), methods.len()), ("", 2));
    let (found, methods) = told(|_, _| Play::Status(500));
    assert_eq!(found, format!("{UNREACHED} the server answers 500"));
    assert_eq!(methods, ["HEAD", "GET", "GET"]);
}

#[test]
fn each_page_is_asked_for_once_by_a_program_that_says_its_name() {
    let server = Server::new(|_, _| Play::Status(404));
    let url = server.url("/a");
    let may = format!("{}\n![x]({url}) <{url}> [y]\n\n[y]: {url}#b\n", page(&[]));
    let place = place(&[url.clone(), format!("{url}#b")]).with("may.md", may);
    let output = run(&place, &["june.md", "may.md"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.matches("\"dead-link\"").count(), 5, "{text}");
    assert_eq!(server.log.methods(), ["HEAD", "GET"]);
    for asked in server.log.asked() {
        assert_eq!(asked.path, "/a");
        assert!(asked.user_agent.unwrap().starts_with("newsletter/"));
        assert_eq!(asked.authorization, None);
    }
}

#[test]
fn a_host_has_two_open_requests_at_most() {
    let server = Server::new(|_, _| {
        thread::sleep(Duration::from_millis(500));
        Play::Status(200)
    });
    let urls: Vec<String> = (0..8).map(|at| server.url(&format!("/{at}"))).collect();
    run(&place(&urls), &["june.md"]);
    assert_eq!(server.log.asked().len(), 8);
    assert!(server.log.most_open() <= 2);
}

#[test]
fn eight_requests_are_open_at_most() {
    let log: Arc<Log> = Arc::default();
    let servers = (0..12).map(|_| {
        let waited = log.clone();
        Server::with_log(log.clone(), move |_, _| {
            waited.wait_for_open(8);
            thread::sleep(Duration::from_millis(200));
            Play::Status(200)
        })
    });
    let servers: Vec<Server> = servers.collect();
    let urls: Vec<String> = servers.iter().map(|server| server.url("/")).collect();
    run(&place(&urls), &["june.md"]);
    assert_eq!((log.asked().len(), log.most_open()), (12, 8));
}

#[test]
fn nothing_is_asked_without_being_told_to() {
    let server = Server::new(|_, _| Play::Status(404));
    let place = place(&[server.url("/a")]);
    let output = run_with(&place, &[], &["check", "june.md"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(server.log.asked().is_empty());
    assert_eq!(place.files(), ["june.md"]);
}

#[test]
fn answers_are_kept() {
    let server = Server::new(|asked, _| match asked.path.as_str() {
        "/good" => Play::Status(200),
        "/moved" => redirect(301, "/good"),
        _ => Play::Status(404),
    });
    let place = place(&["/good", "/moved", "/bad"].map(|path| server.url(path)));
    let first = run(&place, &["june.md"]);
    let count = server.log.asked().len();
    let second = run(&place, &["june.md"]);
    assert_eq!(server.log.asked().len(), count);
    assert_eq!(first, second);
    assert_eq!(findings(&place, &second).len(), 2);

    // Old answers are not believed.
    let old = place.text("cache.json");
    let start = old.find("\"asked\":").unwrap();
    let asked = &old[start..start + old[start..].find(',').unwrap()];
    let place = place.with("cache.json", old.replace(asked, "\"asked\":1"));
    assert_eq!(run(&place, &["june.md"]), first);
    assert_eq!(server.log.asked().len(), 2 * count);

    let anew = [
        "check",
        "--links",
        "--format",
        "json",
        "--no-cache",
        "june.md",
    ];
    assert_eq!(run_with(&place, &[], &anew), first);
    assert_eq!(server.log.asked().len(), 3 * count);
    assert_eq!(place.files(), ["cache.json", "june.md"]);
}

#[test]
fn a_cache_that_cannot_be_read_is_made_anew() {
    let server = Server::new(|_, _| Play::Status(200));
    let place = place(&[server.url("/a")]).with("cache.json", "{");
    let output = run(&place, &["june.md"]);
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "warning: found no answers of links in `cache.json`: all are asked for anew\n"
    );
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(run(&place, &["june.md"]).stderr, b"");
    assert_eq!(server.log.asked().len(), 1);
}

#[test]
fn a_cache_that_cannot_be_written_is_a_warning() {
    let server = Server::new(|_, _| Play::Status(404));
    let place = place(&[server.url("/a")]);
    let arguments = [
        "check",
        "--links",
        "--cache",
        "june.md/cache.json",
        "june.md",
    ];
    let output = run_with(&place, &[], &arguments);
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(
        message.contains("warning: cannot write `june.md/cache.json`: "),
        "{message}"
    );
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("dead-link")
    );
    let quiet = run_with(&place, &[], &[&arguments[..], &["--quiet"]].concat());
    assert_eq!(quiet.stderr, b"");
}

#[cfg(unix)]
#[test]
fn the_cache_is_in_the_folder_of_the_user() {
    let server = Server::new(|_, _| Play::Status(200));
    let place = place(&[server.url("/a")]);
    run_with(&place, &[], &["check", "--links", "june.md"]);
    assert_eq!(place.files(), ["caches/newsletter/links.json", "june.md"]);
}

const TOKEN: &str = "a-token-that-nobody-may-see";

fn on_github(paths: &[&str]) -> Place {
    let urls = paths
        .iter()
        .map(|path| format!("https://github.com/{path}"));
    place(&urls.collect::<Vec<_>>())
}

/// A server that lets nobody through to other hosts.
fn closed_proxy() -> Server {
    Server::new(|_, _| Play::Status(502))
}

/// Runs with an API, and a proxy for all other hosts.
fn run_with_api(place: &Place, api: &Server, proxy: &Server, token: Option<&str>) -> Output {
    let (api, proxy) = (api.root(), proxy.root());
    let mut variables = vec![
        ("GITHUB_API_URL", api.as_str()),
        ("ALL_PROXY", &proxy),
        ("NO_PROXY", "127.0.0.1"),
    ];
    variables.extend(token.map(|token| ("GITHUB_TOKEN", token)));
    run_with(place, &variables, &[&CHECK[..], &["june.md"]].concat())
}

fn assert_secret(place: &Place, output: &Output) {
    for text in [&output.stdout, &output.stderr] {
        assert!(!String::from_utf8_lossy(text).contains(TOKEN));
    }
    assert!(!place.text("cache.json").contains(TOKEN));
}

#[test]
fn github_is_asked_through_its_api() {
    let api = Server::new(|asked, _| match asked.path.as_str() {
        "/repos/ada-f/old" => redirect(301, "/repositories/1"),
        "/repositories/1" => Play::With(
            200,
            String::new(),
            r#"{"html_url":"https://github.com/ada-f/new"}"#.to_owned(),
        ),
        "/repos/ada-f/ovens/pulls/404" | "/users/nobody" => Play::Status(404),
        _ => Play::Status(200),
    });
    let paths = [
        "ada-f",
        "ada-f/old",
        "ada-f/ovens/pull/404",
        "nobody",
        "ada-f/ovens/issues/7",
    ];
    let (place, proxy) = (on_github(&paths), closed_proxy());
    let output = run_with_api(&place, &api, &proxy, Some(TOKEN));
    let found = findings(&place, &output);
    let of = |path: &str| {
        found
            .get(&format!("https://github.com/{path}"))
            .map(String::as_str)
    };
    assert_eq!(
        of("ada-f/old"),
        Some("moved-link: link to https://github.com/ada-f/new")
    );
    assert_eq!(
        of("ada-f/ovens/pull/404"),
        Some(format!("{DEAD} 404").as_str())
    );
    assert_eq!(of("nobody"), Some(format!("{DEAD} 404").as_str()));
    assert_eq!(found.len(), 3);
    let asked = api.log.asked();
    assert_eq!(asked.len(), 6);
    for asked in asked {
        assert_eq!(asked.method, "GET");
        assert_eq!(asked.authorization, Some(format!("Bearer {TOKEN}")));
    }
    assert!(proxy.log.asked().is_empty());
    assert_secret(&place, &output);
}

#[test]
fn without_a_token_github_is_asked_as_any_other_host() {
    let (api, proxy) = (Server::new(|_, _| Play::Status(200)), closed_proxy());
    for token in [None, Some("")] {
        let place = on_github(&["ada-f/ovens"]);
        let output = run_with_api(&place, &api, &proxy, token);
        assert_eq!(findings(&place, &output).len(), 1);
        assert!(api.log.asked().is_empty());
    }
    let asked = proxy.log.asked();
    assert!(!asked.is_empty());
    for asked in asked {
        assert_eq!(
            (asked.method.as_str(), asked.path.as_str()),
            ("CONNECT", "github.com:443")
        );
        assert_eq!(asked.authorization, None);
    }
}

#[test]
fn the_token_is_sent_to_the_api_alone() {
    let other = Server::new(|_, _| Play::Status(200));
    let elsewhere = other.url("/elsewhere");
    let api = Server::new(move |_, _| redirect(302, &elsewhere));
    let place = on_github(&["ada-f/ovens"]);
    let output = run_with_api(&place, &api, &closed_proxy(), Some(TOKEN));
    assert!(findings(&place, &output).is_empty());
    assert_eq!(api.log.asked().len(), 1);
    let asked = other.log.asked();
    assert_eq!((asked.len(), &asked[0].authorization), (1, &None));
    assert_secret(&place, &output);
}

#[test]
fn a_token_that_is_refused_leaves_the_page_itself() {
    let (api, proxy) = (Server::new(|_, _| Play::Status(401)), closed_proxy());
    let place = on_github(&["ada-f/ovens"]);
    run_with_api(&place, &api, &proxy, Some(TOKEN));
    assert_eq!(api.log.asked().len(), 1);
    assert_eq!(proxy.log.asked()[0].path, "github.com:443");
}

#[test]
fn an_api_whose_limit_is_used_up_is_left() {
    let api = Server::new(|_, _| {
        let headers = "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 4102444800\r\n";
        Play::With(403, headers.to_owned(), String::new())
    });
    let place = on_github(&["ada-f/a", "ada-f/b", "ada-f/c", "ada-f/d"]);
    let output = run_with_api(&place, &api, &closed_proxy(), Some(TOKEN));
    let found = findings(&place, &output);
    assert_eq!(found.len(), 4);
    for said in found.values() {
        assert_eq!(
            *said,
            format!("{UNREACHED} the server wants fewer requests")
        );
    }
    assert!(api.log.asked().len() <= 2);
}

#[test]
fn no_redirect_leads_from_the_public_network_into_a_private_one() {
    let secret = Server::new(|_, _| Play::Status(200));
    let inside = secret.url("/secret");
    let web = Server::new(move |asked, _| match asked.method.as_str() {
        "CONNECT" => Play::Status(200),
        _ => redirect(301, &inside),
    });
    let url = "http://192.0.2.1/a".to_owned();
    let place = place(std::slice::from_ref(&url));
    let output = run_with_api(&place, &secret, &web, None);
    assert_eq!(
        findings(&place, &output)[&url],
        format!("{UNREACHED} a redirect leads into a private network")
    );
    assert!(secret.log.asked().is_empty());
    let asked = web.log.asked();
    assert_eq!(asked.last().unwrap().host, "192.0.2.1");
}

#[test]
fn arguments_of_links_are_for_links_alone() {
    let place = place(&[]);
    for arguments in [
        &["check", "--timeout", "5", "june.md"][..],
        &["check", "--cache", "x", "june.md"],
        &["check", "--no-cache", "june.md"],
        &["check", "--links", "--cache", "x", "--no-cache", "june.md"],
        &["check", "--links", "--timeout", "0", "june.md"],
    ] {
        let status = run_with(&place, &[], arguments).status.code();
        assert_eq!(status, Some(2), "{arguments:?}");
    }
    // Where there is no link there is nothing to keep.
    assert_eq!(run(&place, &["june.md"]).status.code(), Some(0));
    assert_eq!(place.files(), ["june.md"]);
}
