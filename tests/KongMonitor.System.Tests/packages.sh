# SPDX-License-Identifier: MIT
# Sourced: the Debian packages that the tests of the page need: a browser, and letters for what it shows.
# shellcheck shell=bash disable=SC2034
page_packages=(chromium fonts-noto-core fonts-nanum fonts-dejavu-core)
