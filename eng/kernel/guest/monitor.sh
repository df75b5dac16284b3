# SPDX-License-Identifier: MIT
# Sourced: the monitor's life, and what it puts on the gateway's interfaces.
# shellcheck shell=sh

# start OPTION...: returns when the monitor has shown its first snapshot, or ended.
start()
{
    start_unwaited "$@"
    wait_for shows_or_ended
}

start_unwaited()
{
    # Before the process that writes there is on its way: no snapshot of the one before.
    : >/tmp/out.json
    # Not through the function: its process would be a shell, deaf to signals.
    nsenter --net=/run/netns/gateway kong-ebpf-monitor run --lang en --format json --interval 500ms "$@" >/tmp/out.json 2>/tmp/err &
    monitor=$!
}

# shellcheck disable=SC2317 # wait_for calls it
shows_or_ended() { grep -q '"type":"snapshot"' /tmp/out.json || ! kill -0 "$monitor"; }

kill_monitor()
{
    kill -KILL "$monitor"
    wait "$monitor" 2>/dev/null
}

# stop WHAT: SIGTERM, and its exit code.
stop()
{
    kill -TERM "$monitor"
    wait "$monitor"
    check "$1: the monitor ends well" "$? $(grep -v 'counts of an earlier run' /tmp/err)" '0 '
}

snapshot() { grep '"type":"snapshot"' /tmp/out.json | tail -n 1; }
losses() { snapshot | jq -c .losses; }
goes_on() { grep -c 'goes on with the counts of an earlier run' /tmp/err; }

# How many there are. The monitor's filters have "kong" as their number.
filters() { gateway tc filter show dev "$1" "$2" | grep -c 'handle 0x6b6f6e67'; }
qdiscs() { gateway tc qdisc show dev "$1" | grep -c clsact; }
xdp() { gateway ip link show dev "$1" | grep -c prog/xdp; }
# Of pins; the directory that all namespaces have in common stays.
pins() { find /sys/fs/bpf -mindepth 2 | wc -l; }

# hooks INTERFACE: clsact filters at ingress and egress, XDP programs, clsact qdiscs.
hooks() { echo "$(filters "$1" ingress) $(filters "$1" egress) $(xdp "$1") $(qdiscs "$1")"; }

nothing_is_left()
{
    check "$1: neither programs nor qdiscs nor pins are left" "$(hooks eth0) $(hooks eth1) $(pins)" '0 0 0 0 0 0 0 0 0'
}

# Of the programs that it loaded, as the kernel's verifier walked them.
verified_instructions() { cat "/proc/$monitor/fdinfo/"* | awk '/^verified_insns:/ { n += $2 } END { print n + 0 }'; }
