#!/bin/sh
# SPDX-License-Identifier: MIT
# In the guest: a client, a gateway and an upstream, the monitor in the gateway's
# network namespace. What it counts is compared with nginx's logs, to the one.
set -u
cd /tests || exit 1

. ./check.sh
. ./network.sh
. ./monitor.sh
. ./compare.sh
. ./takeover.sh
. ./loss.sh
. ./left.sh

uname -r
make_network
for ingress in xdp tcx; do
    taken_over "$ingress"
    lossy "$ingress"
done
left_unpinned
left_pinned
left_other_layout
echo "ended after $(cut -d' ' -f1 /proc/uptime) s"
exit "$failures"
