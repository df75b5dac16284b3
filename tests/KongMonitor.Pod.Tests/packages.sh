# SPDX-License-Identifier: MIT
# Sourced: the Debian packages that the tests of the pod need.
# shellcheck shell=bash disable=SC2034
pod_packages=(podman crun conmon netavark aardvark-dns catatonit golang-github-containers-common buildah
    iptables libcap2-bin iproute2 nginx nghttp2-client curl util-linux systemd)
