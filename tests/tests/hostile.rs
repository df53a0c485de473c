//! Hostile input is read or refused on a small stack, with work that grows as the input does.
//!
//! Work is counted in allocations and allocated bytes, which are the same in every run. Instructions are counted by
//! `tests/hostile.sh`; `docs/robustness.md` has its figures.

use allocation_counter::{AllocationInfo, measure};
use newsletter_export::{from_json, to_markdown};
use newsletter_model::{Block, FrontMatter, Inline, Issue, Item, List};
use newsletter_parse::Options;
use newsletter_tests::hostile::{
    CHECK, PATTERNS, Pattern, RULE_PATTERNS, STEPS, Step, on_a_small_stack, read,
};

/// How many of its construct the longest page has.
const LONGEST: usize = if cfg!(debug_assertions) {
    4_000
} else {
    100_000
};

/// How much more than the input the work may grow. In short pages, a buffer that doubles can double once more.
const TOLERANCE: f64 = if cfg!(debug_assertions) { 1.5 } else { 1.2 };

/// Growth is judged where there is work: less allocated bytes than these are a matter of rounding.
const LEAST_BYTES: u64 = 100_000;

#[test]
fn hostile_pages_are_read_or_refused_on_a_small_stack_in_linear_work() {
    let mut findings = Vec::new();
    for pattern in PATTERNS {
        findings.extend(growths(pattern, &STEPS));
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn pages_that_are_hostile_to_rules_are_checked_on_a_small_stack_in_linear_work() {
    let mut findings = Vec::new();
    for pattern in RULE_PATTERNS {
        findings.extend(growths(pattern, &[CHECK]));
    }
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

/// Says which steps take work that grows faster than the page.
fn growths(pattern: &'static Pattern, steps: &'static [(&str, Step)]) -> Vec<String> {
    let works =
        [4, 2, 1].map(|part| on_a_small_stack(move || work(pattern, steps, LONGEST / part)));
    let taken = 0..works[2].1.len();
    let found = taken.flat_map(|step| {
        let name = step.checked_sub(1).map_or("read", |step| steps[step].0);
        superlinear(pattern, (name, step), &works)
    });
    found.collect()
}

/// The length of a page, and the work of each step that was taken.
type Work = (usize, Vec<AllocationInfo>);

/// What is counted, and how.
type Counter = (&'static str, fn(&AllocationInfo) -> u64);

/// Goes through all steps, and checks what comes out.
fn work(pattern: &Pattern, steps: &[(&str, Step)], count: usize) -> Work {
    let page = (pattern.page)(count);
    let mut outcome = None;
    let reading = measure(|| outcome = Some(read(&page)));
    let mut works = vec![reading];
    match outcome.expect("the page was read") {
        Ok(document) => {
            assert_eq!(pattern.error, "", "{} are read", pattern.name);
            works.extend(steps.iter().map(|(name, step)| {
                let mut outcome = Ok(());
                let work = measure(|| outcome = step(&document));
                assert_eq!(outcome, Ok(()), "{}: {name}", pattern.name);
                work
            }));
        }
        Err(error) => {
            let expected = pattern.error.replace("{n}", &count.to_string());
            assert_eq!(error.to_string(), expected, "{}", pattern.name);
        }
    }
    (page.len(), works)
}

/// Says where the work of a step grows faster than the page.
fn superlinear(pattern: &Pattern, (name, step): (&str, usize), works: &[Work; 3]) -> Vec<String> {
    let counters: [Counter; 3] = [
        ("allocations", |work| work.count_total),
        ("bytes", |work| work.bytes_total),
        ("bytes at once", |work| work.bytes_max),
    ];
    let judge = |(what, counter): Counter| {
        let [first, middle, last] = works;
        let growth = |from: &Work, to: &Work| {
            let work = counter(&to.1[step]) as f64 / counter(&from.1[step]).max(1) as f64;
            work / (to.0 as f64 / from.0 as f64)
        };
        // A buffer that doubles once more makes one step; what is not linear grows in both halves.
        let is_steady = [growth(first, middle), growth(middle, last)]
            .iter()
            .all(|growth| *growth > TOLERANCE.sqrt());
        let whole = growth(first, last);
        let is_much = last.1[step].bytes_total > LEAST_BYTES;
        (is_much && is_steady && whole > TOLERANCE).then(|| {
            format!(
                "{}: {name}: the {what} grow {whole:.2} times as much as the page",
                pattern.name
            )
        })
    };
    counters.into_iter().filter_map(judge).collect()
}

#[test]
fn a_line_of_a_megabyte_is_read() {
    let page = format!("+++\ntitle = \"t\"\n+++\n{}\n", "word ".repeat(200_000));
    on_a_small_stack(move || assert_eq!(steps_of(&page), Ok(())));
}

#[test]
#[ignore = "takes minutes, and gigabytes of memory"]
fn an_issue_of_fifty_megabytes_is_read() {
    let fixture = &newsletter_tests::corpus::fixtures()[0].source;
    let body = fixture
        .splitn(3, "+++")
        .nth(2)
        .expect("the fixture has a body");
    let page = format!(
        "+++\ntitle = \"t\"\n+++\n{}",
        body.repeat(50_000_000 / body.len() + 1)
    );
    assert!(page.len() >= 50_000_000);
    on_a_small_stack(move || {
        let mut outcome = Ok(());
        let length = page.len() as u64;
        let work = measure(|| outcome = steps_of(&page));
        assert_eq!(outcome, Ok(()));
        println!(
            "{} bytes at once for each byte of the page",
            work.bytes_max / length
        );
    });
}

fn steps_of(page: &str) -> Result<(), String> {
    let document = read(page).map_err(|error| error.to_string())?;
    STEPS.iter().try_for_each(|(_, step)| step(&document))
}

#[test]
fn a_page_over_the_limit_is_refused() {
    let page = format!("+++\ntitle = \"t\"\n+++\n{}", " ".repeat(64 << 20));
    let error = read(&page).unwrap_err().to_string();
    assert_eq!(
        error,
        "found 67108884 bytes, expected at most 67108864 bytes"
    );
}

#[test]
fn nested_json_is_refused() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
        let json = format!(
            r#"{{"schema": "newsletter/1", "front_matter": {{"title": "t", "a": {nested}}}}}"#
        );
        let error = on_a_small_stack(move || from_json(&json).unwrap_err().to_string());
        assert!(
            error.ends_with("found more than 127 nested arrays and objects, expected fewer"),
            "{error}"
        );
    }
}

/// What hostile pages say is prose in an issue from JSON, which no page was ever read for.
#[test]
fn hostile_prose_from_json_is_written_or_refused() {
    for pattern in PATTERNS {
        let page = (pattern.page)(LONGEST / 4);
        let prose = page
            .splitn(3, "+++\n")
            .nth(2)
            .unwrap_or_default()
            .to_owned();
        let outcome = on_a_small_stack(move || written(Block::prose(prose)));
        if pattern.error.contains("nested block quotes") {
            let error = pattern.error.replace("{n}", &(LONGEST / 4).to_string());
            assert_eq!(
                outcome,
                Err(format!("/body/0/markdown: {error}")),
                "{}",
                pattern.name
            );
        } else if let Err(error) = outcome {
            let expected = "expected no heading that opens a section or an entry here";
            assert!(error.ends_with(expected), "{}: {error}", pattern.name);
        }
    }
}

#[test]
fn hostile_items_from_json_are_refused() {
    let item = Item::new(Inline::new("- ".repeat(10_000) + "a").expect("the text is inline"));
    let outcome = on_a_small_stack(move || written(List::new(vec![item]).into()));
    let error = "found 10000 nested block quotes, list items and footnotes, expected at most 256";
    assert_eq!(outcome, Err(format!("/body/0/items/0: {error}")));
}

/// Writes the issue that has a block.
fn written(block: Block) -> Result<(), String> {
    let issue = Issue::new(FrontMatter::new("t")).with_block(block);
    let written = to_markdown(&issue, &Options::default());
    written.map(drop).map_err(|error| error.to_string())
}
