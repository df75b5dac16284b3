#!/bin/bash
# SPDX-License-Identifier: MIT
# Runs a shell script under Debian 12's 6.1 kernel: qemu in software emulation,
# no network, nothing installed as this machine's kernel.
#
#   run.sh [--file HOST:GUEST]... [--limit SECONDS] -- GUEST-SCRIPT
#
# Prints what the script prints and exits with its status. When the guest comes
# to no end, the status is 1 and its console goes to stderr.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
# shellcheck source=eng/install.sh
source "$here/../install.sh"

usage='usage: run.sh [--file HOST:GUEST]... [--limit SECONDS] -- GUEST-SCRIPT'
# Fetched once; remove it to get Debian's newest 6.1.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/kong-ebpf-monitor/kernel-6.1
modules=(veth 8021q cls_bpf sch_ingress sch_netem)
# busybox has an ip, a tc and an nsenter of its own, too small for us.
tools=(/usr/sbin/ip /usr/sbin/tc /usr/sbin/bpftool /usr/bin/nsenter)
limit=180
script=
files=()

parse_arguments()
{
    while [ $# -gt 0 ]; do
        case $1 in
            --file) files+=("${2:?$usage}") && shift 2 ;;
            --limit) limit=${2:?$usage} && shift 2 ;;
            --) script=${2:-} && break ;;
            *) fail "unknown argument $1; $usage" ;;
        esac
    done
    [ -r "$script" ] || fail "cannot read the guest script '$script'; $usage"
}

kernel_package()
{
    apt-cache depends linux-image-cloud-amd64 2>/dev/null | sed -n 's/.*Depends: \(linux-image-6\.1\.[^ ]*\)$/\1/p'
}

fetch_kernel()
{
    local package log
    # A fresh machine has no package lists; old lists name packages that are gone.
    package=$(kernel_package)
    if [ -z "$package" ] || ! (cd "$work" && apt-get -qq download "$package") >/dev/null 2>&1; then
        apt-get -qq update >/dev/null 2>&1 || true
        package=$(kernel_package)
        [ -n "$package" ] || fail "linux-image-cloud-amd64 leads to no 6.1 kernel: needs Debian 12's package lists (apt-get update)"
        log=$(cd "$work" && apt-get -qq download "$package" 2>&1) ||
            fail "could not download $package: $(grep '^E:' <<<"$log" | head -n 1)"
    fi
    mkdir -p "${cache%/*}"
    fresh=$(mktemp -d "$cache.XXXXXX")
    dpkg-deb --extract "$work/$package"_*.deb "$fresh"
    busybox depmod -b "$fresh" "${package#linux-image-}"
    # Another run may have been faster.
    mv -T "$fresh" "$cache" 2>/dev/null || [ -d "$cache" ] || fail "could not keep the kernel in $cache"
}

find_kernel()
{
    [ -d "$cache" ] || fetch_kernel
    kernel=$(echo "$cache"/boot/vmlinuz-*)
    module_folder=lib/modules/${kernel##*/vmlinuz-}
    [ -r "$kernel" ] || fail "no kernel in $cache: remove that folder and run again"
}

# add_file HOST GUEST: with the shared libraries that the file names.
add_file()
{
    local library
    install -D "$1" "$root$2"
    while read -r library; do
        [ -e "$root$library" ] || install -D "$library" "$root$library"
    done < <(ldd "$1" 2>/dev/null | grep -o '/[^ ]*')
}

add_modules()
{
    local module
    printf '%s\n' "${modules[@]}" >"$root/modules"
    mkdir -p "$root/$module_folder"
    cp "$cache/$module_folder/modules.dep" "$root/$module_folder/"
    while read -r module; do
        install -D "$cache/$module_folder/$module" "$root/$module_folder/$module"
    done < <(for module in "${modules[@]}"; do
        sed -n "/\/$module\.ko:/s/[: ]\+/\n/gp" "$cache/$module_folder/modules.dep"
    done | sed '/^$/d' | sort -u)
}

build_initramfs()
{
    local file
    root=$work/root
    add_file /bin/busybox /bin/busybox
    # Not busybox's shell, which runs its own ip and tc whatever PATH says.
    add_file /bin/dash /bin/sh
    for file in "${tools[@]}"; do add_file "$file" "$file"; done
    for file in "${files[@]}"; do
        [ -r "${file%%:*}" ] || fail "cannot read ${file%%:*}"
        add_file "${file%%:*}" "${file#*:}"
    done
    add_modules
    install "$here/init" "$root/init"
    install "$script" "$root/guest.sh"
    (cd "$root" && find . | cpio --quiet -o -H newc) >"$work/initramfs"
}

boot()
{
    local result=0
    timeout --kill-after=5 "$limit" qemu-system-x86_64 -accel tcg -cpu max -smp 2 -m 512 \
        -nodefaults -no-user-config -display none -no-reboot \
        -kernel "$kernel" -initrd "$work/initramfs" \
        -append 'console=ttyS0 quiet panic=-1 mitigations=off random.trust_cpu=on' \
        -serial "file:$work/console" -serial stdio -serial "file:$work/status" </dev/null 2>"$work/qemu" &
    qemu=$!
    wait "$qemu" || result=$?
    qemu=
    [ ! -s "$work/status" ] || exit "$(<"$work/status")"
    cat "$work/qemu" "$work/console" >&2
    [ "$result" != 124 ] || fail "the guest did not end within $limit seconds"
    fail "the guest ended without a status"
}

# shellcheck disable=SC2317 # the trap calls it
clean_up()
{
    [ -z "$qemu" ] || { kill "$qemu" && wait "$qemu"; } 2>/dev/null || true
    rm -rf "$work" "$fresh"
}

qemu='' fresh=''
work=$(mktemp -d)
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
parse_arguments "$@"
need_packages qemu-system-x86 busybox-static dash cpio bpftool iproute2 >&2
find_kernel
build_initramfs
boot
