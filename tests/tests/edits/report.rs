//! What became of the edits, kind by kind.

use std::collections::BTreeMap;
use std::fmt;

use newsletter_tests::edits::{Kind, Size, Validity};

/// What became of an edit.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The text was written; so many lines of the diff lie outside of the nodes that differ.
    Written(usize),
    /// The edited issue cannot be normalized.
    Refused,
    /// It can be, but no text was found for it.
    Unwritten,
    /// The result breaks law 2, or a valid issue was refused.
    Failed,
}

/// An edit that did not go as it should, with all that helps to look into it.
#[derive(Debug)]
struct Finding {
    kind: &'static str,
    is_failure: bool,
    text: String,
}

/// The figures of one kind.
#[derive(Debug, Default, Clone)]
struct Row {
    cases: usize,
    refused: usize,
    unwritten: usize,
    failed: usize,
    /// How many edits had 0, 1, 2, 3 to 5, and more extra lines.
    extra: [usize; 5],
}

impl Row {
    fn count(&mut self, outcome: &Outcome) {
        self.cases += 1;
        match outcome {
            Outcome::Written(extra) => {
                let column = match extra {
                    0..=2 => *extra,
                    3..=5 => 3,
                    _ => 4,
                };
                self.extra[column] += 1;
            }
            Outcome::Refused => self.refused += 1,
            Outcome::Unwritten => self.unwritten += 1,
            Outcome::Failed => self.failed += 1,
        }
    }

    fn add(&mut self, other: &Self) {
        self.cases += other.cases;
        self.refused += other.refused;
        self.unwritten += other.unwritten;
        self.failed += other.failed;
        self.extra
            .iter_mut()
            .zip(other.extra)
            .for_each(|(sum, count)| *sum += count);
    }

    /// The share of edits without extra lines, in percent.
    fn share(&self) -> f64 {
        let written: usize = self.extra.iter().sum();
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        if written == 0 {
            100.0
        } else {
            percent(self.extra[0], written)
        }
    }
}

/// The figures of all kinds.
#[derive(Debug, Default)]
pub(crate) struct Report {
    rows: BTreeMap<&'static str, Row>,
    findings: Vec<Finding>,
}

impl Report {
    pub(crate) fn add(&mut self, kind: &Kind, outcome: &Outcome, finding: Option<String>) {
        self.rows.entry(kind.name).or_default().count(outcome);
        let is_failure = match outcome {
            Outcome::Written(_) => false,
            Outcome::Refused => kind.validity == Validity::Always,
            Outcome::Unwritten | Outcome::Failed => true,
        };
        self.findings.extend(finding.map(|text| Finding {
            kind: kind.name,
            is_failure,
            text,
        }));
    }

    /// What breaks the bounds: failures, refused edits of kinds that are always valid, shares that are too small.
    pub(crate) fn verdict(
        &self,
        kinds: &[Kind],
        least_of_all: f64,
        least_of_a_kind: f64,
    ) -> Vec<String> {
        let mut verdict = Vec::new();
        let small: Vec<&Kind> = kinds
            .iter()
            .filter(|kind| kind.size == Size::Small)
            .collect();
        for kind in kinds {
            let row = self.row(kind);
            if row.cases == 0 {
                verdict.push(format!(
                    "{}: no page could be edited in this way",
                    kind.name
                ));
            }
            if row.failed > 0 {
                verdict.push(format!("{}: {} edits failed", kind.name, row.failed));
            }
            if row.unwritten > 0 {
                verdict.push(format!(
                    "{}: {} issues have no text",
                    kind.name, row.unwritten
                ));
            }
            if row.refused > 0 && kind.validity == Validity::Always {
                verdict.push(format!("{}: {} edits were refused", kind.name, row.refused));
            }
        }
        for kind in &small {
            let share = self.row(kind).share();
            if share < least_of_a_kind {
                verdict.push(format!(
                    "{}: {share:.1} % are small, of {least_of_a_kind} %",
                    kind.name
                ));
            }
        }
        let share = self.sum(small.into_iter()).share();
        if share < least_of_all {
            verdict.push(format!(
                "{share:.2} % of all small edits are small, of {least_of_all} %"
            ));
        }
        verdict
    }

    /// How many edits broke law 2, and how many have no text.
    pub(crate) fn failures(&self, kinds: &[Kind]) -> (usize, usize) {
        let sum = self.sum(kinds.iter());
        (sum.failed, sum.refused + sum.unwritten)
    }

    /// The first findings of each kind.
    pub(crate) fn findings(&self, of_each: usize) -> String {
        self.shown(of_each, |_| true)
    }

    /// The first findings of each kind that break law 2.
    pub(crate) fn shown_failures(&self, of_each: usize) -> String {
        self.shown(of_each, |finding| finding.is_failure)
    }

    fn shown(&self, of_each: usize, wanted: impl Fn(&Finding) -> bool) -> String {
        let mut shown = String::new();
        for name in self.rows.keys() {
            let findings = self
                .findings
                .iter()
                .filter(|finding| finding.kind == *name && wanted(finding));
            for finding in findings.take(of_each) {
                shown.push_str(&format!("=== {name}: {}\n", finding.text));
            }
        }
        shown
    }

    /// The table, the kinds in their order.
    pub(crate) fn table(&self, kinds: &[Kind]) -> String {
        let mut table = format!("{:48} {}\n", "kind of edit", Heading);
        for kind in kinds {
            let mark = if kind.size == Size::Small {
                ""
            } else {
                " (large)"
            };
            table.push_str(&format!(
                "{:48} {}\n",
                format!("{}{mark}", kind.name),
                self.row(kind)
            ));
        }
        for (name, size) in [
            ("all small edits", Size::Small),
            ("all large edits", Size::Large),
        ] {
            let kinds = kinds.iter().filter(|kind| kind.size == size);
            table.push_str(&format!("{name:48} {}\n", self.sum(kinds)));
        }
        table
    }

    fn row(&self, kind: &Kind) -> Row {
        self.rows.get(kind.name).cloned().unwrap_or_default()
    }

    fn sum<'k>(&self, kinds: impl Iterator<Item = &'k Kind>) -> Row {
        let mut sum = Row::default();
        kinds.for_each(|kind| sum.add(&self.row(kind)));
        sum
    }
}

/// The heads of the columns.
struct Heading;

impl fmt::Display for Heading {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "cases failed no text refused |    +0    +1    +2  +3-5   +6…  share of +0"
        )
    }
}

impl fmt::Display for Row {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:5} {:6} {:7} {:7} |",
            self.cases, self.failed, self.unwritten, self.refused
        )?;
        for count in self.extra {
            write!(formatter, " {count:5}")?;
        }
        write!(formatter, " {:10.2} %", self.share())
    }
}
