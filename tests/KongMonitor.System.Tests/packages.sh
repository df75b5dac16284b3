# SPDX-License-Identifier: MIT
# Sourced: what these tests need of Debian: a browser and letters for the page, a terminal that can be read for top.
# shellcheck shell=bash disable=SC2034
system_packages=(chromium fonts-dejavu-core fonts-nanum fonts-noto-core tmux)
