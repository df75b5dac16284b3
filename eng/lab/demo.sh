#!/bin/bash
# SPDX-License-Identifier: MIT
# The monitor beside a real gateway with real traffic, all of it made here and
# taken away at the end, whatever the end is:
#
#   demo.sh MONITOR [page] [monitor options]
#
# With page, this machine gets a link to the gateway, and the monitor serves its page there.
# It ends with Ctrl-C, or by itself with --duration.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
monitor=${1:?usage: demo.sh MONITOR [page] [monitor options]}
shift
name=demo-$$
with_page=
if [ "${1:-}" = page ]; then
    with_page=1
    shift
fi
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

# A link of two addresses, which goes with the gateway's namespace; others' demos have another one.
make_link()
{
    local network=$((($$ & 0x3fff) << 2)) prefix address
    prefix=198.19.$((network >> 8)).
    address=$prefix$(((network & 255) + 2))
    ip link add "kml-page-$$" type veth peer name page netns "kml-$name-gateway"
    ip address add "$prefix$(((network & 255) + 1))/30" dev "kml-page-$$"
    ip link set "kml-page-$$" up
    ip -n "kml-$name-gateway" address add "$address/30" dev page
    ip -n "kml-$name-gateway" link set page up
    echo "$address:9465"
}

trap clean_up EXIT
trap 'stopping=1' INT TERM HUP
"$here/lab.sh" sweep
"$here/lab.sh" up "$name" $$ >/dev/null
[ -z "$stopping" ] || exit 130

[ -z "$with_page" ] || set -- --listen "$(make_link)" "$@"

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
