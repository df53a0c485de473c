//! What the network has said before, in a file.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use etcetera::BaseStrategy;
use newsletter_check::Answer;
use serde::{Deserialize, Serialize};

use crate::output::diagnostics::Problem;
use crate::output::reporter::Reporter;

/// The answers that are young enough.
#[derive(Default)]
pub(super) struct Cache {
    /// `None` where nothing is kept.
    file: Option<PathBuf>,
    entries: BTreeMap<String, Entry>,
    now: u64,
    is_changed: bool,
}

/// The text of the file.
#[derive(Serialize, Deserialize)]
struct Kept {
    version: u32,
    answers: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    /// When it was asked for, in seconds since 1970.
    asked: u64,
    answer: Answer,
}

/// The version of the file. One of another version is read anew from the network.
const VERSION: u32 = 1;

const HOUR: u64 = 60 * 60;
const WEEK: u64 = 7 * 24 * HOUR;

/// The file in the user's folder for caches, where the system says one.
pub(super) fn default_file() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.cache_dir().join("newsletter").join("links.json"))
}

impl Cache {
    /// Reads a file; one that is not there, or cannot be read, has no answers.
    pub(super) fn read(file: PathBuf, reporter: &Reporter) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.unwrap_or_default().as_secs();
        let entries = match fs::read_to_string(&file) {
            Ok(text) => young(&text, now).unwrap_or_else(|| {
                reporter.warn(&unreadable(&file));
                BTreeMap::new()
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => {
                reporter.warn(&Problem::of_system("read", &file, &error));
                BTreeMap::new()
            }
        };
        Self {
            file: Some(file),
            entries,
            now,
            is_changed: false,
        }
    }

    pub(super) fn answer(&self, url: &str) -> Option<&Answer> {
        self.entries.get(url).map(|entry| &entry.answer)
    }

    pub(super) fn add(&mut self, url: String, answer: Answer) {
        let asked = self.now;
        self.entries.insert(url, Entry { asked, answer });
        self.is_changed = true;
    }

    /// Writes the file where there is something new. The answers are known also where that fails.
    pub(super) fn write(self, reporter: &Reporter) {
        let Some(file) = self.file.filter(|_| self.is_changed) else {
            return;
        };
        let kept = Kept {
            version: VERSION,
            answers: self.entries,
        };
        if let Err(error) = write(&file, &kept) {
            reporter.warn(&Problem::of_system("write", &file, &error));
        }
    }
}

fn write(file: &Path, kept: &Kept) -> io::Result<()> {
    let text = serde_json::to_string(kept)?;
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    newsletter_export::write_file(file, &text, None)
}

/// The entries of a text that are young enough; `None` where it is none of ours.
fn young(text: &str, now: u64) -> Option<BTreeMap<String, Entry>> {
    let kept: Kept = serde_json::from_str(text).ok()?;
    if kept.version != VERSION {
        return None;
    }
    let entries = kept.answers.into_iter();
    Some(entries.filter(|(_, entry)| entry.is_young(now)).collect())
}

impl Entry {
    /// Good news are kept longer: a page that is missed may be back soon.
    fn is_young(&self, now: u64) -> bool {
        let lasts = match self.answer {
            Answer::Found | Answer::Moved(_) => WEEK,
            _ => HOUR,
        };
        now.checked_sub(self.asked).is_some_and(|age| age < lasts)
    }
}

fn unreadable(file: &Path) -> Problem {
    Problem::new(format!(
        "found no answers of links in `{}`: all are asked for anew",
        file.display()
    ))
}

#[cfg(test)]
mod tests {
    use newsletter_check::Obstacle;

    use super::*;

    #[test]
    fn good_news_are_kept_for_a_week_and_bad_ones_for_an_hour() {
        let is_young = |answer: &Answer, asked, now| {
            let answer = answer.clone();
            Entry { asked, answer }.is_young(now)
        };
        for answer in [Answer::Found, Answer::Moved("https://example.org".into())] {
            assert!(is_young(&answer, 100, 100 + WEEK - 1));
            assert!(!is_young(&answer, 100, 100 + WEEK));
        }
        for answer in [
            Answer::Gone(404),
            Answer::HostNotFound,
            Answer::Unreachable(Obstacle::Timeout),
        ] {
            assert!(is_young(&answer, 100, 100 + HOUR - 1));
            assert!(!is_young(&answer, 100, 100 + HOUR));
        }
        // The clock was wrong, then or now.
        assert!(!is_young(&Answer::Found, 100, 99));
    }

    #[test]
    fn a_file_of_another_version_has_no_answers() {
        assert!(young(r#"{"version":1,"answers":{}}"#, 0).is_some());
        assert!(young(r#"{"version":2,"answers":{}}"#, 0).is_none());
        assert!(young("[]", 0).is_none());
    }
}
