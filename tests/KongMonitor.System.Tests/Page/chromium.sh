#!/bin/bash
# SPDX-License-Identifier: MIT
# Debian's Chromium in a network namespace: the monitor's endpoint is at loopback there.
exec nsenter --net="/run/netns/$KONG_MONITOR_NAMESPACE" chromium "$@"
