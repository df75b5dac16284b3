# SPDX-License-Identifier: MIT
# Sourced: the doctor, whose own programs are clsact filters here.
# shellcheck shell=sh

# shellcheck disable=SC2317 # wait_for calls it
looks() { [ "$(survey_filters)" = '1 1' ]; }
survey_filters() { echo "$(gateway tc filter show dev eth0 ingress | grep -c handle) $(gateway tc filter show dev eth0 egress | grep -c handle)"; }

examined()
{
    # TERM, since a background job ignores INT.
    nsenter --net=/run/netns/gateway kong-ebpf-monitor doctor -i eth0 --port 8000 --duration 120s --lang en >/tmp/doctor.txt 2>&1 &
    doctor=$!
    wait_for looks || echo 'failed: doctor: did not attach'
    send 400
    kill -TERM "$doctor"
    wait "$doctor"
    check 'doctor: all is well' "$?" 0
    check 'doctor: what it saw' "$(grep -c '\[ok\] 8000 is plain HTTP/1: 8 connections' /tmp/doctor.txt)" 1
    check 'doctor: how it looks' "$(grep -c 'it is read by XDP generic, clsact' /tmp/doctor.txt)" 1
    check 'doctor: nothing stays attached' "$(survey_filters) $(qdiscs eth0)" '0 0 0'
    [ "$failures" = 0 ] || sed 's/^/doctor: /' /tmp/doctor.txt
}
