#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A network on one machine: client, gateway and upstream, each a network
# namespace with its own eth0, on a switch that is a fourth namespace. The
# machine's own namespace gets nothing. nginx is the gateway (port 8000) and the
# upstream (port 8080), each with an access log that a test can compare. A bpffs
# of its own is mounted for what a monitor pins.
#
#   lab.sh up NAME [OWNER]   make it, print its facts as KEY=VALUE; OWNER is the
#                            process that will take it down
#   lab.sh down NAME         take it down, whatever is left of it
#   lab.sh sweep             take down the labs whose owner is gone
set -euo pipefail

here=$(dirname "$(realpath "$0")")
root=/run/kong-monitor-lab
hosts=(client gateway upstream)

fail()
{
    echo "lab: $*" >&2
    exit 1
}

namespace()
{
    echo "kml-$1-$2"
}

inside()
{
    local host=$1
    shift
    nsenter --net="/run/netns/$(namespace "$name" "$host")" "$@"
}

# The first free N of 198.18.N.0/24; a link is made by one process only.
claim_subnet()
{
    mkdir -p "$root"
    for ((subnet = 1; subnet < 255; subnet++)); do
        if ln -s "$name" "$root/subnet-$subnet" 2>/dev/null; then
            return
        fi
    done
    fail "all subnets are taken; try: $0 sweep"
}

make_switch()
{
    local switch
    switch=$(namespace "$name" switch)
    ip netns add "$switch"
    ip -n "$switch" link set lo up
    ip -n "$switch" link add switch type bridge
    ip -n "$switch" link set switch up
}

make_host()
{
    local host=$1 number=$2 switch inner
    switch=$(namespace "$name" switch)
    inner=$(namespace "$name" "$host")
    ip netns add "$inner"
    ip -n "$switch" link add "$host" type veth peer name eth0 netns "$inner"
    ip -n "$switch" link set "$host" master switch up
    ip -n "$inner" link set lo up
    ip -n "$inner" address add "198.18.$subnet.$number/24" dev eth0
    ip -n "$inner" address add "fd00:198:18:$subnet::$number/64" dev eth0 nodad
    ip -n "$inner" link set eth0 up
    # A segment is what one write was: tests decide where a message is split.
    # BBR, some machines' choice, sends by a model of seconds ago: a window of a benchmark would have the one before in it.
    inside "$host" sysctl -qw net.ipv4.tcp_autocorking=0 net.ipv4.tcp_congestion_control=reno
}

make_files()
{
    mkdir -p "$state/www" "$state/gateway" "$state/upstream"
    printf 'hello\n' >"$state/www/hello.txt"
    printf 'a line of text for the filter\n%.0s' {1..400} >"$state/www/text.txt"
    head -c 1000000 /dev/zero | tr '\0' 'x' >"$state/www/1m.bin"
    head -c 16000000 /dev/zero | tr '\0' 'y' >"$state/www/16m.bin"
    cat >"$state/upstreams.conf" <<END
upstream service { server 198.18.$subnet.3:8080; keepalive 64; keepalive_requests 1000000000; }
upstream service6 { server [fd00:198:18:$subnet::3]:8080; keepalive 16; keepalive_requests 1000000000; }
upstream scripted { server 198.18.$subnet.3:8081; }
upstream nobody { server 198.18.$subnet.3:9; }
END
}

# nginx returns when its sockets listen; what it says before that is an error.
start_nginx()
{
    local host=$1
    cp "$here"/nginx/{bench,common,"$host"}.conf "$state/$host/"
    inside "$host" nginx -p "$state/$host/" -e error.log -c "$state/$host/$host.conf"
}

describe()
{
    echo "STATE=$state"
    echo "SUBNET=$subnet"
    for host in "${hosts[@]}" switch; do
        echo "${host^^}_NAMESPACE=$(namespace "$name" "$host")"
    done
}

up()
{
    local owner=${1:-$PPID} missing=()
    for tool in ip mount nginx nsenter sysctl; do
        command -v "$tool" >/dev/null || missing+=("$tool")
    done
    ((${#missing[@]} == 0)) || fail "not installed: ${missing[*]} (Debian packages iproute2, nginx, procps, util-linux)"
    [[ ! -e $state ]] || fail "the lab $name is already up"
    trap 'exit 130' INT TERM
    trap down EXIT
    claim_subnet
    mkdir -p "$state"
    echo "$owner" >"$state/owner"
    make_switch
    local number=0
    for host in "${hosts[@]}"; do
        make_host "$host" $((++number))
    done
    make_files
    mkdir "$state/bpffs"
    mount -t bpf bpf "$state/bpffs"
    start_nginx upstream
    start_nginx gateway
    describe | tee "$state/lab.env"
    trap - EXIT INT TERM
}

processes()
{
    for host in "${hosts[@]}" switch; do
        ip netns pids "$(namespace "$name" "$host")" 2>/dev/null || true
    done
}

# Every process inside belongs to the lab: nobody else enters its namespaces.
end_processes()
{
    local signal pids
    for signal in TERM KILL; do
        for ((i = 0; i < 50; i++)); do
            mapfile -t pids < <(processes)
            ((${#pids[@]} > 0)) || return 0
            ((i > 0)) || kill -s "$signal" "${pids[@]}" 2>/dev/null || true
            sleep 0.05
        done
    done
}

down()
{
    trap '' INT TERM
    end_processes
    for host in "${hosts[@]}" switch; do
        ip netns delete "$(namespace "$name" "$host")" 2>/dev/null || true
    done
    for link in "$root"/subnet-*; do
        [[ $(readlink "$link") != "$name" ]] || rm -f "$link"
    done
    umount "$state/bpffs" 2>/dev/null || true
    rm -rf --one-file-system "${state:?}"
    rmdir "$root" 2>/dev/null || true
}

sweep()
{
    for file in "$root"/*/owner; do
        [[ -e $file ]] || continue
        if ! kill -0 "$(<"$file")" 2>/dev/null; then
            "$0" down "$(basename "$(dirname "$file")")"
        fi
    done
}

[[ $EUID -eq 0 ]] || fail "network namespaces need root: run it with sudo"
command=${1:-}
name=${2:-}
state=$root/$name
case $command in
up | down)
    [[ $name =~ ^[a-z0-9][a-z0-9-]*$ ]] || fail "a name is made of a-z, 0-9 and -"
    "$command" "${@:3}"
    ;;
sweep) sweep ;;
*) fail "usage: $0 up NAME [OWNER] | down NAME | sweep" ;;
esac
