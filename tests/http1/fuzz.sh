#!/bin/bash
# SPDX-License-Identifier: MIT
# Fuzzes bpf/ on the host: fuzz.sh [parser|program] [SECONDS|runs=N]
#   parser   bpf/http1.h alone, cut anywhere; some 100,000 runs a second
#   program  bpf/monitor.bpf.c: segments cut, reordered and repeated
# What it finds new is kept in artifacts/fuzz/; a finding is written there and makes it fail.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
source eng/install.sh
source tests/http1/packages.sh
cd tests/http1

target=parser
case ${1-} in
parser | program)
    target=$1
    shift
    ;;
esac
[ $# -le 1 ] || fail "takes [parser|program] and [SECONDS|runs=N]."
case ${1-60} in
runs=*) limit=-runs=${1#runs=} ;;
*) limit=-max_total_time=${1-60} ;;
esac
[[ $limit =~ =[0-9]+$ ]] || fail "takes a number of seconds or runs=N, not \"$1\"."
need_packages "${http1_packages[@]}"

found=../../artifacts/fuzz/$target
mkdir -p "$found/corpus"
options=(-fsanitize=fuzzer)
# There the comparisons are most of the time, and the words of the dictionary do as well.
[ "$target" = parser ] || options+=(-fno-sanitize-coverage=trace-cmp)
./compile.sh "fuzz_$target.c" "$found/fuzz" "${options[@]}"
exec "$found/fuzz" "$limit" -max_len=512 -dict=http.dict -artifact_prefix="$found/" -rss_limit_mb=4096 \
    "-seed=${FUZZ_SEED:-0}" -print_final_stats=1 -verbosity=1 "$found/corpus" "seeds/$target"
