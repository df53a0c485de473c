//! How two texts differ, as people and `patch` read it.

use std::time::Duration;

use similar::TextDiff;

/// How long the search for a short diff may take.
const DIFF_TIME: Duration = Duration::from_secs(5);

/// The unified diff of two texts, each with its name; empty where they are the same.
pub(crate) fn unified(old: (&str, &str), new: (&str, &str), is_colored: bool) -> String {
    let ((old_name, old), (new_name, new)) = (old, new);
    let diff = TextDiff::configure()
        .timeout(DIFF_TIME)
        .diff_lines(old, new);
    let unified = diff.unified_diff().header(old_name, new_name).to_string();
    if is_colored {
        unified.split_inclusive('\n').map(colored).collect()
    } else {
        unified
    }
}

fn colored(line: &str) -> String {
    let style = match line.as_bytes() {
        [b'-', b'-', b'-', b' ', ..] | [b'+', b'+', b'+', b' ', ..] => "\x1b[1m",
        [b'-', ..] => "\x1b[31m",
        [b'+', ..] => "\x1b[32m",
        [b'@', ..] => "\x1b[36m",
        _ => return line.to_owned(),
    };
    // Line ends may be all that differs.
    let content = line.trim_end_matches('\n').replace('\r', "^M");
    format!("{style}{content}\x1b[0m\n")
}
