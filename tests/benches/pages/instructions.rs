//! How many instructions work takes, counted by `valgrind`, where there is one.

use std::process::Command;

use newsletter_tests::works::Prepared;

/// Does the work that is counted: `valgrind` knows it by the name of this function.
#[inline(never)]
pub(crate) fn counted(works: &[Prepared<'_>]) {
    works.iter().for_each(|work| work());
}

/// The instructions of some work; `None` without `valgrind`.
///
/// This program does the work once more, as a program that `valgrind` runs.
pub(crate) fn of(work: &str, input: &str, times: usize) -> Option<u64> {
    let program = std::env::current_exe().expect("the benchmark is a program");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg("--toggle-collect=*instructions::counted*")
        .arg(program)
        .args(["count", work, input, &times.to_string()])
        .output()
        .ok()?;
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "valgrind failed:\n{messages}");
    let collected = messages
        .lines()
        .find_map(|line| line.split("Collected : ").nth(1));
    let count = collected.expect("valgrind says what it collected");
    Some(count.trim().parse().expect("a number of instructions"))
}

const NOT_COUNTED: &str = "not counted: there is no valgrind";

/// One count for each of another.
pub(crate) fn ratio(count: Option<u64>, of: Option<u64>) -> String {
    let ratio = count.zip(of).map(|(count, of)| count as f64 / of as f64);
    ratio.map_or_else(|| NOT_COUNTED.to_owned(), |ratio| format!("{ratio:.2}"))
}

/// The instructions for each byte.
pub(crate) fn per_byte(count: Option<u64>, bytes: usize) -> String {
    let each = count.map(|count| count as f64 / bytes as f64);
    each.map_or_else(|| NOT_COUNTED.to_owned(), |each| format!("{each:.1}"))
}
