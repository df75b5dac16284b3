#!/bin/bash
# SPDX-License-Identifier: MIT
# Compares bpf/http1.h with llhttp: run.sh [DIRECTORY...] also reads the .client, .server
# (raw streams) and .http files (as tests/corpus has them) there.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../../.."
source eng/install.sh
source tests/http1/packages.sh
cd tests/http1/llhttp

output=../../../artifacts/http1
mkdir -p "$output"
need_packages "${http1_packages[@]}"
command -v npm >/dev/null || need_packages nodejs npm
npm ci --silent --no-audit --no-fund
../compile.sh streams.c "$(pwd)/$output/streams"
exec node compare.mjs "$output/streams" ../streams ../../corpus "$@"
