#!/bin/bash
# SPDX-License-Identifier: MIT
# The tests on Debian 12's 6.1 kernel: the built monitor beside the lab's nginx
# in a guest, a line a test. Needs ../../artifacts/kong-ebpf-monitor (./build).
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
# shellcheck source=eng/install.sh
source "$here/../install.sh"
repository=$here/../..

need_packages nginx nghttp2-client libbpf1 jq >&2
arguments=(
    --file "$repository/artifacts/kong-ebpf-monitor:/bin/kong-ebpf-monitor"
    # Opened at run time: no list of libraries names it.
    --file "$(readlink -f /usr/lib/*-linux-gnu/libbpf.so.1):/lib/libbpf.so.1"
    --file /usr/sbin/nginx:/usr/sbin/nginx
    --file /usr/bin/h2load:/usr/bin/h2load
    --file /usr/bin/jq:/usr/bin/jq
)
for file in "$here"/guest/*.sh "$here"/../lab/nginx/*.conf; do
    arguments+=(--file "$file:/tests/${file##*/}")
done
# Emulated, it needs some 90 seconds of CPU; machines are shared.
exec "$here/run.sh" --limit 600 "${arguments[@]}" -- "$here/guest/main.sh"
