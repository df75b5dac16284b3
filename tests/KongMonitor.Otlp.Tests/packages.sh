# SPDX-License-Identifier: MIT
# Sourced: what the tests of OTLP need of Debian, beside npm, which the build needs too.
# shellcheck shell=bash disable=SC2034
otlp_packages=(libssl3)
