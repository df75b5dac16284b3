# SPDX-License-Identifier: MIT
# Sourced: what killed monitors leave, removed by the next one or by "detach".
# shellcheck shell=sh

detach() { gateway kong-ebpf-monitor detach --lang en 2>&1 | xargs; }

# A filter that is none of the monitor's: it matches nothing.
add_foreign_filter() { gateway tc filter add dev "$1" egress prio 1 bpf bytecode '1,6 0 0 0,'; }
foreign_filters() { gateway tc filter show dev "$1" egress | grep -c bytecode; }

# Where no bpffs is mounted. Nothing remembers who made a qdisc: an empty one stays.
left_unpinned()
{
    what='without a bpffs'
    umount /sys/fs/bpf
    start -i eth0 -i eth1 --no-events --ingress tcx
    check "$what: a line says that counts end with the process" "$(grep -c 'no bpffs is mounted' /tmp/err)" 1
    kill_monitor
    check "$what: killed, it leaves its filters" "$(hooks eth0) $(hooks eth1)" '1 1 0 1 1 1 0 1'
    forget_traffic
    start -i eth0 --no-pin --no-events --ingress tcx
    check "$what: the next one replaces its filters" "$(hooks eth0)" '1 1 0 1'
    check "$what: those on another interface are removed" "$(hooks eth1)" '0 0 0 1'
    send 400
    wait_for logged
    wait_for counted downstream gateway
    same_as_log "$what" downstream gateway
    kill_monitor
    check "$what: detach says what it did" "$(detach)" 'eth0 ingress: detached eth0 egress: detached'
    check "$what: no filter is left" "$(hooks eth0) $(hooks eth1)" '0 0 0 1 0 0 0 1'
    check "$what: nothing to detach" "$(detach)" 'there is nothing to detach'
    for device in eth0 eth1; do gateway tc qdisc del dev "$device" clsact; done
    mount -t bpf bpf /sys/fs/bpf
}

left_pinned()
{
    what='other hooks and interface'
    start -i eth0 -i eth1 --no-events --ingress tcx
    kill_monitor
    forget_traffic
    send 400
    wait_for logged
    start -i eth1 --no-events --ingress xdp
    check "$what: the next one goes on with the counts" "$(goes_on)" 1
    check "$what: what it does not use is removed" "$(hooks eth0) $(hooks eth1)" '0 0 0 0 0 1 1 1'
    check "$what: nothing is remembered of what is gone" "$(find /sys/fs/bpf -name 'eth0-*' | wc -l)" 0
    check "$what: requests" "$(answered)" 400
    same_as_log "$what" downstream gateway
    same_as_log "$what" upstream upstream
    kill_monitor
    add_foreign_filter eth1
    check "$what: detach says what it did" "$(detach)" 'eth1 xdp: detached eth1 egress: detached the counts are removed'
    check "$what: another's filter stays, and the qdisc with it" "$(hooks eth1) $(foreign_filters eth1)" '0 0 0 1 1'
    gateway tc qdisc del dev eth1 clsact
    nothing_is_left "$what"
}

left_other_layout()
{
    what='other layout'
    start -i eth0 --no-events
    kill_monitor
    start -i eth0 --no-events --map-size 5000
    check "$what: counting starts afresh" "$(grep -c 'counting starts afresh' /tmp/err)" 1
    check "$what: one program a hook" "$(hooks eth0)" '0 1 1 1'
    stop "$what"
    nothing_is_left "$what"
}
