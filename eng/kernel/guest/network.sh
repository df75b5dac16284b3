# SPDX-License-Identifier: MIT
# Sourced: three hosts in a row, the lab's nginx on two of them, and traffic.
# The gateway's eth0 leads to the client, its eth1 to the upstream.
# shellcheck shell=sh

# Not "ip netns exec", which hides the bpf file system.
gateway() { nsenter --net=/run/netns/gateway "$@"; }
client() { nsenter --net=/run/netns/client "$@"; }
upstream() { nsenter --net=/run/netns/upstream "$@"; }

make_network()
{
    for host in client gateway upstream; do
        ip netns add "$host"
        "$host" ip link set lo up
    done
    ip link add name eth0 netns client type veth peer name eth0 netns gateway
    ip link add name eth1 netns gateway type veth peer name eth0 netns upstream
    address client eth0 198.18.0.1
    address gateway eth0 198.18.0.2
    address gateway eth1 198.18.1.2
    address upstream eth0 198.18.1.3
    make_files
    # For the workers' connections; dash knows it.
    # shellcheck disable=SC3045
    ulimit -n 20000
    for host in upstream gateway; do
        "$host" nginx -p "/lab/$host/" -e error.log -c "/lab/$host/$host.conf"
    done
}

address()
{
    "$1" ip address add "$3/24" dev "$2"
    "$1" ip link set "$2" up
}

make_files()
{
    mkdir -p /etc /lab/www /lab/gateway /lab/upstream
    echo root:x:0:0:::/bin/sh >/etc/passwd
    echo root:x:0: >/etc/group
    seq 1 4000 >/lab/www/text.txt
    for name in service service6 scripted nobody; do
        echo "upstream $name { server 198.18.1.3:8080; keepalive 64; keepalive_requests 1000000000; }"
    done >/lab/upstreams.conf
    for host in gateway upstream; do cp bench.conf common.conf "$host.conf" "/lab/$host/"; done
    for path in products users/201 users/7/204 old/301 cart/404 orders/500 files/text.txt chunked/text.txt direct/503/ slow/text.txt; do
        echo "http://198.18.0.2:8000/$path"
    done >/lab/urls
}

# send REQUESTS [OPTION...]: connections stay open, each with four requests on the way.
send()
{
    requests=$1 && shift
    client h2load --h1 -c 8 -m 4 -n "$requests" -i /lab/urls "$@" >>/tmp/sent
}

# upload REQUESTS
upload()
{
    client h2load --h1 -c 4 -n "$1" -d /lab/www/text.txt http://198.18.0.2:8000/upload >>/tmp/sent
}

forget_traffic()
{
    : >/tmp/sent
    for host in gateway upstream; do : >"/lab/$host/access.log"; done
}

# Requests that h2load has an answer to.
answered() { awk '/^requests:/ { n += $6 } END { print n + 0 }' /tmp/sent; }

# send_until FILE: requests without a pause until the file is there.
send_until()
{
    until [ -e "$1" ]; do send 400 --rps 20; done
}

# shellcheck disable=SC2317 # wait_for calls it
logged() { [ "$(wc -l </lab/gateway/access.log)" -ge "$(answered)" ]; }
