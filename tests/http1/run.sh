#!/bin/bash
# SPDX-License-Identifier: MIT
# Every test of bpf/ on the host; a line "passed: " or "failed: " each.
# The parser's fuzzer runs for FUZZ_SECONDS (60), that of the whole program a little beyond its seeds; both on
# the same way each time: what fails here did not before. New ways are fuzz.sh's, by hand.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
source eng/install.sh
source tests/http1/packages.sh
cd tests/http1

output=../../artifacts/http1
status=0

fuzz()
{
    local target=$1 limit=$2
    if FUZZ_SEED=1 ./fuzz.sh "$target" "$limit" >"$output/fuzz_$target.log" 2>&1; then
        echo "passed: fuzz_$target.c, $(sed -n 's/^stat::number_of_executed_units: *//p' "$output/fuzz_$target.log") runs"
    else
        grep -v '^#' "$output/fuzz_$target.log" | tail -n 30
        echo "failed: fuzz_$target.c"
        return 1
    fi
}

mkdir -p "$output"
need_packages "${http1_packages[@]}"
./compile.sh unit.c "$output/unit" && "$output/unit" || status=1
./compile.sh races.c "$output/races" && "$output/races" || status=1
fuzz parser "${FUZZ_SECONDS:-60}" &
parser=$!
fuzz program runs=20000 || status=1
wait "$parser" || status=1
./llhttp/run.sh || status=1
exit "$status"
