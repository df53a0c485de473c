#!/usr/bin/env bash
# Counts the instructions that each step takes for each byte of hostile pages, short ones and pages four times as long.
# Prints a table in Markdown. Needs valgrind. The first argument is how many of its construct a short page has, the
# others are the names of the pages; without names, all are counted.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v valgrind >/dev/null; then
    echo "nothing is counted: there is no valgrind" >&2
    exit 0
fi
count="${1:-25000}"
names=("${@:2}")
target="${CARGO_TARGET_DIR:-target}"
cargo build --quiet --release -p newsletter-tests --example hostile
program="$target/release/examples/hostile"
folder="$(mktemp -d)"
trap 'rm -r "$folder"' EXIT

# The length of a page and the instructions of each step, in one line.
count_steps() {
    rm -f "$folder"/*
    local length step
    length="$(valgrind --tool=callgrind --callgrind-out-file="$folder/out" \
        --dump-after='newsletter_tests::hostile::*' "$program" "$1" "$2" 2>/dev/null)"
    printf '%s' "$length"
    for step in read write update_unedited update_edited '(read_)?json' check; do
        cat "$folder"/out.* | awk -v step="::$step\$" '
            /^desc: Trigger:/ { found = $0 ~ step }
            /^totals:/ && found { count = $2; exit }
            END { printf " %s", (count ? count : "-") }'
    done
    printf '\n'
}

echo "| page | bytes | read | write | update | edit | JSON | check |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
if ((${#names[@]} == 0)); then
    mapfile -t names < <("$program")
fi
for name in "${names[@]}"; do
    short="$(count_steps "$name" "$count" </dev/null)"
    long="$(count_steps "$name" "$((4 * count))" </dev/null)"
    echo "$short $long" | awk -v name="$name" '{
        half = NF / 2
        printf "| %s | %d |", name, $(half + 1)
        for (step = 2; step <= 7; step++) {
            if ($step == "-") { printf " |"; continue }
            before = $step / $1; after = $(half + step) / $(half + 1)
            printf " %.0f → %.0f%s |", before, after, (after > before * 1.2 ? " (!)" : "")
        }
        printf "\n"
    }'
done
