#!/bin/bash
# SPDX-License-Identifier: MIT
# The image localhost/kong-monitor-gateway for pod.yaml: this machine's nginx, without a
# configuration, which the pod brings along. Nothing is pulled.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
source eng/install.sh
source eng/image/rootfs.sh

need_packages "${image_packages[@]}" nginx
folder=artifacts/gateway-image
rm -rf "$folder"
install -D --mode=755 /usr/sbin/nginx $folder/rootfs/usr/sbin/nginx
add_libraries_of $folder/rootfs /usr/sbin/nginx
build_image "$folder" deploy/podman/Containerfile.gateway localhost/kong-monitor-gateway:latest
