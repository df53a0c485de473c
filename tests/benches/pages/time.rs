//! How long work takes, measured by criterion.

use std::fs;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use newsletter_tests::corpus::Page;
use newsletter_tests::works::bytes;

use crate::prepared;

const GROUP: &str = "pages";

/// The seconds that each kind of work takes for all pages: the least of criterion's samples, so that other programs
/// count little. Empty where criterion was told not to measure.
pub(crate) fn measure(names: &[&str], pages: &[Page]) -> Vec<f64> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("criterion");
    let mut criterion = Criterion::default()
        .output_directory(&folder)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(4))
        .sample_size(20)
        .configure_from_args();
    let mut group = criterion.benchmark_group(GROUP);
    group.throughput(Throughput::Bytes(bytes(pages) as u64));
    for name in names {
        let prepared = prepared(name, pages);
        group.bench_function(*name, |bencher| {
            bencher.iter(|| prepared.iter().for_each(|work| work()));
        });
    }
    group.finish();
    let samples = names.iter().map(|name| {
        let sample = folder.join(GROUP).join(name).join("new/sample.json");
        Some(least(&fs::read_to_string(sample).ok()?))
    });
    samples.collect::<Option<_>>().unwrap_or_default()
}

/// The least seconds for one round of all that criterion measured.
fn least(sample: &str) -> f64 {
    let sample: serde_json::Value = serde_json::from_str(sample).expect("criterion writes JSON");
    let numbers = |field: &str| {
        let numbers = sample[field].as_array().expect("an array of criterion");
        let numbers = numbers.iter().filter_map(serde_json::Value::as_f64);
        numbers.collect::<Vec<f64>>()
    };
    let rounds = numbers("times").into_iter().zip(numbers("iters"));
    let seconds = rounds.map(|(nanoseconds, rounds)| nanoseconds / rounds / 1e9);
    seconds.fold(f64::INFINITY, f64::min)
}
