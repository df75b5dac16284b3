#!/bin/sh
# SPDX-License-Identifier: MIT
# In the guest: a client and a gateway on a veth pair, the monitor in the
# gateway's namespace, real requests; once with XDP and once with TC ingress.
set -u

requests=12
failures=0

check()
{
    if [ "$2" = "$3" ]; then
        echo "passed: $1"
    else
        echo "failed: $1: expected '$3', got '$2'"
        failures=$((failures + 1))
    fi
}

# Not "ip netns exec", which hides the bpf file system.
gateway() { nsenter --net=/run/netns/gateway "$@"; }
client() { nsenter --net=/run/netns/client "$@"; }

# wait_for COMMAND...: until it succeeds, 30 seconds at most.
wait_for()
{
    tries=300
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || return 1
        sleep 0.1
    done
}

make_network()
{
    ip netns add client && ip netns add gateway
    ip link add name eth0 netns client type veth peer name eth0 netns gateway
    client ip addr add 198.18.0.1/24 dev eth0
    gateway ip addr add 198.18.0.2/24 dev eth0
    for side in client gateway; do
        "$side" ip link set lo up
        "$side" ip link set eth0 up
    done
    mkdir -p /tmp/www && echo hello >/tmp/www/hello
    gateway httpd -p 198.18.0.2:8000 -h /tmp/www
    wait_for client nc -z 198.18.0.2 8000
}

filters() { gateway tc filter show dev eth0 "$1" | grep -c handle; }
qdiscs() { gateway tc qdisc show dev eth0 | grep -c clsact; }
xdp() { gateway ip link show dev eth0 | grep -c prog/xdp; }
# shellcheck disable=SC2317 # wait_for calls it
attached() { [ "$(filters egress)" = 1 ] && [ "$(($(filters ingress) + $(xdp)))" = 1 ]; }

send_requests()
{
    i=0
    while [ "$i" -lt "$requests" ]; do
        i=$((i + 1))
        # Every third asks for what is not there.
        [ $((i % 3)) = 0 ] && path=/missing || path=/hello
        printf 'GET %s HTTP/1.1\r\nHost: kernel.example\r\nConnection: close\r\n\r\n' "$path" |
            client nc 198.18.0.2 8000 >>/tmp/answers
    done
}

# number NAME: the first number of that name in the last snapshot.
number() { grep '"type":"snapshot"' /tmp/out.json | tail -n 1 | grep -o "\"$1\":[0-9]*" | head -n 1 | cut -d: -f2; }

# count_with HOOK: the whole life of a monitor, ingress by that hook.
count_with()
{
    : >/tmp/answers
    # Not through the function: its process would be a shell, deaf to signals.
    nsenter --net=/run/netns/gateway kong-ebpf-monitor run -i eth0 --ingress "$1" --duration 120s --format json >/tmp/out.json 2>/tmp/err &
    monitor=$!
    wait_for attached || { echo "failed: $1: did not attach:"; cat /tmp/err /tmp/out.json; failures=$((failures + 1)); kill "$monitor"; return; }
    check "$1: programs at egress are clsact filters" "$(filters egress)" 1
    check "$1: filters at ingress" "$(filters ingress)" "$([ "$1" = tcx ] && echo 1 || echo 0)"
    check "$1: XDP programs" "$(xdp)" "$([ "$1" = xdp ] && echo 1 || echo 0)"
    send_requests
    kill -TERM "$monitor"
    wait "$monitor"
    check "$1: the monitor ends well" "$?" 0
    check "$1: the server answered" "$(grep -c '^HTTP/1' /tmp/answers)" "$requests"
    check "$1: requests" "$(number requests)" "$requests"
    check "$1: responses" "$(number responses)" "$requests"
    check "$1: errors" "$(number errors)" "$((requests / 3))"
    check "$1: losses" "$(grep '"type":"snapshot"' /tmp/out.json | tail -n 1 | grep -o '"losses":{[^}]*}')" '"losses":{}'
    check "$1: request events" "$(grep -c '"type":"request"' /tmp/out.json)" "$requests"
    check "$1: nothing stays attached" "$(filters egress) $(filters ingress) $(xdp) $(qdiscs)" '0 0 0 0'
    [ ! -s /tmp/err ] || sed 's/^/stderr: /' /tmp/err
}

# shellcheck disable=SC2317 # wait_for calls it
looks() { [ "$(gateway tc filter show dev eth0 ingress | grep -c handle)" = 1 ] && [ "$(filters egress)" = 1 ]; }

# The doctor's own programs: TC on every interface, by clsact here.
examine()
{
    : >/tmp/answers
    nsenter --net=/run/netns/gateway kong-ebpf-monitor doctor -i eth0 --port 8000 --duration 120s --lang en >/tmp/doctor.txt 2>&1 &
    doctor=$!
    wait_for looks || echo "failed: doctor: did not attach"
    send_requests
    kill -TERM "$doctor"
    wait "$doctor"
    check "doctor: all is well" "$?" 0
    check "doctor: what it saw" "$(grep -c "\[ok\] 8000 is plain HTTP/1: $requests connections" /tmp/doctor.txt)" 1
    check "doctor: how it looks" "$(grep -c 'it is read by XDP generic, clsact' /tmp/doctor.txt)" 1
    check "doctor: nothing stays attached" "$(filters egress) $(filters ingress) $(qdiscs)" '0 0 0'
    [ "$failures" = 0 ] || sed 's/^/doctor: /' /tmp/doctor.txt
}

uname -r
make_network
count_with xdp
count_with tcx
examine
exit "$failures"
