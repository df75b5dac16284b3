# SPDX-License-Identifier: MIT
# Sourced: a root file system for an image, from this machine's own files.
# shellcheck shell=bash

# library_path SONAME: where the loader finds it.
library_path()
{
    local path
    path=$(ldconfig -p | awk -v name="$1" '$1 == name && /x86-64/ { print $NF; exit }')
    [ -n "$path" ] || fail "$1 is not on this machine."
    echo "$path"
}

# add_library ROOTFS FILE: FILE under the name by which it is loaded, and the licence of the
# Debian package it is from. On the machine /lib is a link to usr/lib; in the image only the
# loader lies outside of /usr/lib, where the binaries expect it.
add_library()
{
    local target=/usr/lib/x86_64-linux-gnu/${2##*/} package copyright
    case $2 in
    /lib64/*) target=$2 ;;
    esac
    install -D --mode=755 "$(readlink -f "$2")" "$1$target"
    command -v dpkg-query >/dev/null || return 0
    package=$(dpkg-query --search "*/$(basename "$(readlink -f "$2")")" | head -n 1 | cut -d : -f 1)
    copyright=/usr/share/doc/$package/copyright
    install -D --mode=644 "$(readlink -f "$copyright")" "$1$copyright"
}

# add_libraries_of ROOTFS FILE...: all that the loader maps for them, itself included.
add_libraries_of()
{
    local rootfs=$1 file library
    shift
    for file in "$@"; do
        ! ldd "$file" | grep 'not found' >&2 || fail "$file needs the libraries above, which are not on this machine."
        for library in $(ldd "$file" | grep --only-matching '/[^ ]*'); do
            add_library "$rootfs" "$library"
        done
    done
}

# build_image FOLDER CONTAINERFILE NAME [OPTION...]: from FOLDER, without pulling anything. The
# same files give the same image id: all times are SOURCE_DATE_EPOCH, or 0. With chroot a RUN
# needs no container runtime, so it works where containers do not.
build_image()
{
    local folder=$1 file=$2 name=$3
    shift 3
    podman build --isolation chroot --timestamp "${SOURCE_DATE_EPOCH:-0}" --quiet --file "$file" --tag "$name" "$@" "$folder" >/dev/null ||
        fail "podman could not build $name; what it said stands above."
    podman image inspect --format "$name: image {{.Id}}, {{.Size}} bytes" "$name"
}
