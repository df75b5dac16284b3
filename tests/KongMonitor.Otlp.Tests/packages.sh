# SPDX-License-Identifier: MIT
# Sourced: what the tests of OTLP need of Debian. Node may be there from elsewhere.
# shellcheck shell=bash disable=SC2034
otlp_packages=(libssl3)
command -v npm >/dev/null || otlp_packages+=(nodejs npm)
