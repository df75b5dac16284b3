#!/bin/bash
# SPDX-License-Identifier: MIT
# A machine of its own for Podman, which leaves nothing on the real one:
#
#   sandbox.sh STATE     makes it, says "ready PID", and takes it down when its input ends
#
# Network (bridge, chains, forwarding), mounts and processes are in namespaces that die with
# it, and so does whatever runs there; images, containers and settings lie in STATE. Commands
# run inside by: nsenter --target PID --mount --net --pid
set -euo pipefail
state=${1:?usage: sandbox.sh STATE}

# New ones where Podman and its helpers keep what runs, their locks and the names of networks.
mounts()
{
    mount -t tmpfs tmpfs /run
    mount -t tmpfs tmpfs /dev/shm
    mount -t bpf bpf /sys/fs/bpf
    # With a cgroup2 beside the controllers of v1 ("hybrid") crun refuses to run; v1 alone will do. In systemd's
    # hierarchy, which controls nothing, Podman leaves the folders of its pods.
    local hierarchy
    for hierarchy in /sys/fs/cgroup/{unified,systemd}; do
        if mountpoint --quiet "$hierarchy"; then
            umount "$hierarchy"
        fi
    done
}

# The limits are those there are: without CAP_SYS_RESOURCE no container may raise them. Nobody
# listens for events on a journal, and no systemd manages the cgroups.
settings()
{
    cat >"$state/containers.conf" <<END
[containers]
default_ulimits = ["nofile=$(ulimit -Hn):$(ulimit -Hn)", "nproc=32768:32768"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_backend = "netavark"
network_config_dir = "$state/networks"
default_subnet = "198.18.128.0/24"
default_subnet_pools = [{"base" = "198.18.129.0/24", "size" = 24}]
END
    cat >"$state/storage.conf" <<END
[storage]
driver = "overlay"
graphroot = "$state/images"
runroot = "$state/containers"
END
}

inside()
{
    local outer_pid
    # The old /proc still shows this shell as the real machine sees it.
    read -r outer_pid _ </proc/self/stat
    mount -t proc proc /proc
    mounts
    settings
    ip link set lo up
    echo "ready $outer_pid"
    cat >/dev/null
}

# Podman removes the cgroups of what it stops; what was killed with the sandbox, or failed to start, has them still.
# Another Podman's may lie beside them: those are ours whose ids its state names.
remove_cgroups()
{
    local folder id
    for folder in /sys/fs/cgroup/*/libpod_parent/*/; do
        id=${folder%/}
        id=${id##*[/-]}
        if [ ${#id} = 64 ] && grep --quiet --fixed-strings "$id" "$state/images/libpod/bolt_state.db" 2>/dev/null; then
            find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || true
        fi
    done
    # Those of all Podmans of the machine: they stay while another one runs.
    for folder in /sys/fs/cgroup/*/libpod_parent; do
        rmdir "$folder/conmon" "$folder" 2>/dev/null || true
    done
}

if [ "${2:-}" = inside ]; then
    inside
    exit
fi
# Whoever ends this script, a signal included, ends its input, and with it the sandbox.
trap '' HUP INT TERM
mkdir -p "$state"
status=0
unshare --mount --net --pid --fork --kill-child --propagation private "$0" "$state" inside || status=$?
remove_cgroups
rm -rf "${state:?}"
exit "$status"
