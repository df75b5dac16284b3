#!/bin/bash
# SPDX-License-Identifier: MIT
# Debian's Chromium in a network namespace, from where it asks the monitor.
exec nsenter --net="/run/netns/$KONG_MONITOR_NAMESPACE" chromium "$@"
