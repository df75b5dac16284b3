# SPDX-License-Identifier: MIT
# Sourced: packets lost by netem, beside the monitor's clsact filters.
# shellcheck shell=sh

# lossy INGRESS
lossy()
{
    what="$1, 2 % of the packets lost"
    forget_traffic
    client tc qdisc add dev eth0 root netem loss 2%
    gateway tc qdisc add dev eth0 root netem loss 2%
    start -i eth0 -i eth1 --ingress "$1" --ring-size 4M
    send 1600
    upload 100
    wait_for logged
    stop "$what"
    for host in client gateway; do
        check_less "$what: $host lost packets" "$("$host" tc -s qdisc show dev eth0 | awk '/netem/ { getline; gsub(",", "", $7); print $7 }')" 2000
        "$host" tc qdisc del dev eth0 root
    done
    check "$what: every request was answered" "$(wc -l </lab/gateway/access.log) $(answered)" '1700 1700'
    same_as_log "$what" downstream gateway
    same_as_log "$what" upstream upstream
    check "$what: events of requests" "$(grep -c '"type":"request"' /tmp/out.json)" \
        "$(cat /lab/gateway/access.log /lab/upstream/access.log | wc -l)"
    check "$what: losses" "$(losses)" '{}'
    nothing_is_left "$what"
}
