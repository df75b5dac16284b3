# SPDX-License-Identifier: MIT
# Sourced: what the tests of the screen of top need of Debian, a terminal that can be read.
# shellcheck shell=bash disable=SC2034
top_packages=(tmux)
