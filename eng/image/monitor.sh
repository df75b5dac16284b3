#!/bin/bash
# SPDX-License-Identifier: MIT
# The monitor's image from artifacts/kong-ebpf-monitor and the libraries it loads:
#
#   ./build image      at the repository's root makes the binary first
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
source eng/install.sh
source eng/image/rootfs.sh

[ "$(id -u)" = 0 ] || fail "the binary in the image gets capabilities, which only root can give: sudo ./build image"
need_packages "${image_packages[@]}"
version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
folder=artifacts/image
binary=$folder/rootfs/usr/bin/kong-ebpf-monitor
# libpcap is for replay alone, libssl for OTLP over https.
libraries=("$(library_path libbpf.so.1)" "$(library_path libpcap.so.0.8)" "$(library_path libssl.so.3)")

rm -rf "$folder"
install -D --mode=755 artifacts/kong-ebpf-monitor "$binary"
install -D --mode=644 LICENSE $folder/rootfs/usr/share/doc/kong-ebpf-monitor/copyright
for library in "${libraries[@]}"; do
    add_library $folder/rootfs "$library"
done
add_libraries_of $folder/rootfs "$binary" "${libraries[@]}"
# The usual authorities, where OpenSSL looks for them by default.
install -D --mode=644 /etc/ssl/certs/ca-certificates.crt $folder/rootfs/usr/lib/ssl/cert.pem
install -D --mode=644 {,$folder/rootfs}/usr/share/doc/ca-certificates/copyright
# Permitted, not effective: src/KongMonitor/FileCapabilities.cs says why.
setcap cap_bpf,cap_net_admin,cap_perfmon=p "$binary"
build_image "$folder" deploy/Containerfile "localhost/kong-ebpf-monitor:$version" --build-arg "VERSION=$version"
podman tag "localhost/kong-ebpf-monitor:$version" localhost/kong-ebpf-monitor:latest
