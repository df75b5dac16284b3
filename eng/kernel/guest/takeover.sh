# SPDX-License-Identifier: MIT
# Sourced: monitors that are killed under load, and those that go on with their counts.
# shellcheck shell=sh

# taken_over INGRESS
taken_over()
{
    [ "$1" = xdp ] && expected='0 1 1 1' || expected='1 1 0 1'
    forget_traffic
    set -- "$1" -i eth0 -i eth1 --no-events --ingress "$1"
    what=$1 && shift
    start "$@"
    check "$what: programs at ingress and egress, XDP, qdisc" "$(hooks eth0) $(hooks eth1)" "$expected $expected"
    check_less "$what: fewer than 165000 verified instructions" "$(verified_instructions)" 165000
    rm -f /tmp/enough
    send_until /tmp/enough &
    sending=$!
    killed_and_started "$what" "$@"
    # One that dies on its way.
    kill_monitor
    start_unwaited "$@"
    sleep 1
    killed_and_started "$what" "$@"
    touch /tmp/enough
    wait "$sending"
    wait_for logged
    stop "$what"
    check_less "$what: requests" "$(answered)" 100000
    check "$what: every request was answered" "$(wc -l </lab/gateway/access.log)" "$(answered)"
    same_as_log "$what" downstream gateway
    same_as_log "$what" upstream upstream
    check "$what: losses" "$(losses)" '{}'
    nothing_is_left "$what"
}

# killed_and_started WHAT OPTION...
killed_and_started()
{
    what=$1 && shift
    kill_monitor
    check "$what: killed, it leaves its programs" "$(hooks eth0) $(hooks eth1)" "$expected $expected"
    before=$(answered)
    wait_for more_than "$before"
    start "$@"
    check "$what: the next one goes on with the counts" "$(goes_on)" 1
    check "$what: programs in the place of those" "$(hooks eth0) $(hooks eth1)" "$expected $expected"
}

# shellcheck disable=SC2317 # wait_for calls it
more_than() { [ "$(answered)" -gt "$1" ]; }
