#!/usr/bin/env bash
# Counts the instructions that each step takes for each byte of hostile pages, short ones and pages four times as long.
# Prints a table in Markdown. Needs valgrind. The argument is how many of its construct a short page has.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

count="${1:-25000}"
target="${CARGO_TARGET_DIR:-target}"
cargo build --quiet --release -p newsletter-tests --example hostile
program="$target/release/examples/hostile"
folder="$(mktemp -d)"
trap 'rm -r "$folder"' EXIT

# The length of a page and the instructions of each step, in one line.
steps() {
    rm -f "$folder"/*
    local length
    length="$(valgrind --tool=callgrind --callgrind-out-file="$folder/out" \
        --zero-before='newsletter_tests::hostile::*' --dump-after='newsletter_tests::hostile::*' \
        "$program" "$1" "$2" 2>/dev/null)"
    printf '%s' "$length"
    local part
    for part in 1 2 3 4 5; do
        [[ -f "$folder/out.$part" ]] || break
        printf ' %s' "$(sed -n 's/^totals: //p; s/^summary: //p' "$folder/out.$part" | head -1)"
    done
    printf '\n'
}

echo "| page | bytes | read | write | update | edit | JSON |"
echo "| --- | --- | --- | --- | --- | --- | --- |"
"$program" | while IFS= read -r name; do
    short="$(steps "$name" "$count" </dev/null)"
    long="$(steps "$name" "$((4 * count))" </dev/null)"
    echo "$short $long" | awk -v name="$name" '{
        half = NF / 2
        printf "| %s | %d |", name, $(half + 1)
        for (step = 2; step <= 6; step++) {
            if (step > half) { printf " |"; continue }
            before = $step / $1; after = $(half + step) / $(half + 1)
            printf " %.0f → %.0f%s |", before, after, (after > before * 1.2 ? " (!)" : "")
        }
        printf "\n"
    }'
done
