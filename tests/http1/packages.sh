# SPDX-License-Identifier: MIT
# Sourced: the Debian packages that compile bpf/ for the host, with its sanitizers.
# shellcheck shell=bash disable=SC2034
http1_packages=(clang libbpf-dev libclang-rt-14-dev linux-libc-dev libc6-dev llvm)
