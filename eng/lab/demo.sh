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
stopping=
traffic_pid=
monitor_pid=

# end PID: until it has ended. A signal that meets a child between fork and exec
# is lost, so it is sent again; not soon, for a second one ends the monitor at once.
end()
{
    local tenths=0
    while kill -0 "$1" 2>/dev/null; do
        ((tenths++ % 50 != 0)) || kill -TERM "$1" 2>/dev/null || true
        sleep 0.1
    done
}

# shellcheck disable=SC2317 # called by the trap
clean_up()
{
    [ "$BASHPID" = $$ ] || exit # a child before its exec has this trap too
    trap '' INT TERM HUP
    [ -z "$monitor_pid" ] || end "$monitor_pid"
    [ -z "$traffic_pid" ] || end "$traffic_pid"
    "$here/lab.sh" down "$name"
}

trap clean_up EXIT
trap 'stopping=1' INT TERM HUP
"$here/lab.sh" sweep
"$here/lab.sh" up "$name" $$ >/dev/null
[ -z "$stopping" ] || exit 130

"$here/traffic.sh" "$name" </dev/null >/dev/null 2>&1 &
traffic_pid=$!

# A background child ignores Ctrl-C: the monitor gets SIGTERM instead, once, and
# has the time to print its last report. wait returns early when a signal comes.
nsenter --net="/run/netns/kml-$name-gateway" "$monitor" --interface eth0 --no-pin "$@" &
monitor_pid=$!
status=0
wait "$monitor_pid" || status=$?
if [ -n "$stopping" ] && kill -0 "$monitor_pid" 2>/dev/null; then
    end "$monitor_pid"
    status=0
    wait "$monitor_pid" || status=$?
fi
monitor_pid=
exit "$status"
