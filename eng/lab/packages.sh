# SPDX-License-Identifier: MIT
# Sourced: the Debian packages that the lab and its traffic need.
# shellcheck shell=bash disable=SC2034
lab_packages=(curl iproute2 nginx procps util-linux)
