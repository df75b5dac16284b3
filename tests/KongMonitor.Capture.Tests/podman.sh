#!/bin/bash
# SPDX-License-Identifier: MIT
# Runs real containers in a storage of their own below the folder $1: one in a pod, one alone. Says "ready", their ids and
# their pod's, and takes all away when its input ends. Says "cannot run: ..." where Podman cannot run.
set -euo pipefail

if [ "${2:-}" != inside ]; then
    command -v podman >/dev/null || { echo "cannot run: podman is not installed" && exit; }
    exec unshare --mount --propagation private "$0" "$1" inside
fi

home=$1
# crun refuses a machine whose cgroup2 tree stands beside those of v1; without it everything is v1. A tmpfs takes what crun
# writes there all the same.
[ ! -d /sys/fs/cgroup/unified ] || mount -t tmpfs none /sys/fs/cgroup/unified
export CONTAINERS_CONF=$home/containers.conf
cat >"$CONTAINERS_CONF" <<CONF
[containers]
default_ulimits = ["nofile=$(ulimit -Hn):$(ulimit -Hn)", "nproc=32768:32768"]
[engine]
events_logger = "file"
cgroup_manager = "cgroupfs"
CONF
podman=(podman --root "$home/var/lib/containers/storage" --runroot "$home/run" --tmpdir "$home/tmp")

# Its errors are told by the step that needs it.
quietly()
{
    "$@" >>"$home/log" 2>&1
}

clean_up()
{
    quietly "${podman[@]}" pod rm --all --force --time 0 || true
    quietly "${podman[@]}" rm --all --force --time 0 || true
    # Podman leaves the pod's own cgroup behind.
    [ -z "${pod:-}" ] || quietly find /sys/fs/cgroup -depth -type d -path "*/libpod_parent/$pod*" -exec rmdir {} + || true
    quietly "${podman[@]}" rmi --all --force || true
    umount --recursive "$home/var/lib/containers/storage/overlay" 2>/dev/null || true
}

start()
{
    local file
    for file in /bin/sleep $(ldd /bin/sleep | grep -o '/[^ ]*'); do
        mkdir -p "$home/image${file%/*}" && cp -L "$file" "$home/image$file" || return
    done
    quietly tar -C "$home/image" -cf "$home/image.tar" . &&
        quietly "${podman[@]}" import "$home/image.tar" localhost/gateway-like:1.2 &&
        quietly "${podman[@]}" pod create --name shop --network none &&
        quietly "${podman[@]}" run --detach --pod shop --name gateway localhost/gateway-like:1.2 /bin/sleep 120 &&
        quietly "${podman[@]}" run --detach --network none --name alone localhost/gateway-like:1.2 /bin/sleep 120
}

trap clean_up EXIT
if start; then
    pod=$("${podman[@]}" pod inspect --format '{{.Id}}' shop)
    echo "ready $("${podman[@]}" inspect --format '{{.Id}}' gateway alone | xargs) $pod" \
        "$("${podman[@]}" inspect --format '{{.State.CgroupPath}}' gateway alone | xargs)"
    read -r _ || true
else
    echo "cannot run: $(grep . "$home/log" | tail -n 1)"
fi
