#!/bin/bash
# SPDX-License-Identifier: MIT
# compile.sh SOURCE OUTPUT [OPTION...]: for the host, with AddressSanitizer and UBSan.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")"
source=$1 output=$2
shift 2
exec clang -std=gnu11 -O2 -g -Wall -Wextra -Werror -Wno-unused-function -Wno-unused-parameter -Ihost \
    -fsanitize=address,undefined -fno-sanitize-recover=all "$@" "$source" -o "$output"
