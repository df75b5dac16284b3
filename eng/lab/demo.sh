#!/bin/bash
# SPDX-License-Identifier: MIT
# The monitor beside a real gateway with real traffic, all of it made here and
# taken away at the end, whatever the end is:
#
#   demo.sh MONITOR [monitor options]
#
# It ends with Ctrl-C, or by itself with --duration.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
monitor=${1:?usage: demo.sh MONITOR [monitor options]}
shift
name=demo-$$
traffic_pid=
monitor_pid=

# shellcheck disable=SC2317 # called by the traps
clean_up()
{
    trap '' INT TERM HUP
    if [ -n "$monitor_pid" ]; then kill -TERM "$monitor_pid" 2>/dev/null || true; wait "$monitor_pid" || true; fi
    if [ -n "$traffic_pid" ]; then kill -TERM "$traffic_pid" 2>/dev/null || true; wait "$traffic_pid" 2>/dev/null || true; fi
    "$here/lab.sh" down "$name"
}

# A background child ignores Ctrl-C, so the monitor gets it as SIGTERM, once,
# and has the time to print its last report.
end_monitor()
{
    stopping=1
    [ -z "$monitor_pid" ] || kill -TERM "$monitor_pid" 2>/dev/null || true
}

stopping=
trap clean_up EXIT
trap end_monitor INT TERM HUP
"$here/lab.sh" sweep
"$here/lab.sh" up "$name" $$ >/dev/null
"$here/traffic.sh" "$name" </dev/null >/dev/null 2>&1 &
traffic_pid=$!

status=0
if [ -z "$stopping" ]; then
    nsenter --net="/run/netns/kml-$name-gateway" "$monitor" --interface eth0 "$@" &
    monitor_pid=$!
    [ -z "$stopping" ] || end_monitor
    # wait returns early when a trap runs
    while kill -0 "$monitor_pid" 2>/dev/null; do
        status=0
        wait "$monitor_pid" || status=$?
    done
    monitor_pid=
fi
exit "$status"
