#!/bin/sh
# SPDX-License-Identifier: MIT
# In the guest: a client, a gateway and an upstream, the monitor in the gateway's
# network namespace. What it counts is compared with nginx's logs, to the one.
set -u
cd /tests || exit 1

# shellcheck source=eng/kernel/guest/check.sh
. ./check.sh
# shellcheck source=eng/kernel/guest/network.sh
. ./network.sh
# shellcheck source=eng/kernel/guest/monitor.sh
. ./monitor.sh
# shellcheck source=eng/kernel/guest/compare.sh
. ./compare.sh
# shellcheck source=eng/kernel/guest/takeover.sh
. ./takeover.sh
# shellcheck source=eng/kernel/guest/loss.sh
. ./loss.sh
# shellcheck source=eng/kernel/guest/left.sh
. ./left.sh
# shellcheck source=eng/kernel/guest/examined.sh
. ./examined.sh

uname -r
make_network
for ingress in xdp tcx; do
    taken_over "$ingress"
    lossy "$ingress"
done
left_unpinned
left_pinned
left_other_layout
examined
echo "ended after $(cut -d' ' -f1 /proc/uptime) s"
exit "$failures"
