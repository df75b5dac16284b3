# SPDX-License-Identifier: MIT
# Sourced by the scripts at the root: what they need of the machine.
# shellcheck shell=bash

# Packages that compile bpf/, link the binary and bring what the page is made of.
build_packages=(clang llvm libbpf-dev libbpf1 libpcap0.8 linux-libc-dev libc6-dev zlib1g-dev)
# npm brings the page's chart library. Node may be there from elsewhere.
command -v npm >/dev/null || build_packages+=(nodejs npm)

# Packages that build an image, and give the binary in it its capabilities.
# shellcheck disable=SC2034
image_packages=(podman crun conmon golang-github-containers-common buildah libcap2-bin libssl3 ca-certificates)

# Ends the script with one sentence.
fail()
{
    echo "${0##*/}: $*" >&2
    exit 1
}

# Stops when there is no .NET 10 SDK.
need_sdk()
{
    command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.' ||
        fail "needs the .NET 10 SDK: install it (https://dotnet.microsoft.com/download/dotnet/10.0) and put dotnet on the PATH."
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
}

# need_packages PACKAGE...: installs those that are missing. On a machine
# without dpkg the packages have other names: what is missing shows in the build.
need_packages()
{
    command -v dpkg-query >/dev/null || return 0
    local installed missing=() package
    installed=$(dpkg-query --show --showformat '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || true)
    for package in "$@"; do
        grep -q "^$package installed$" <<<"$installed" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    [ "$(id -u)" = 0 ] || fail "needs packages, which only root can install: apt-get install ${missing[*]}"
    echo "installing ${missing[*]}"
    local log
    log=$(apt-get -qq update 2>&1 && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends "${missing[@]}" 2>&1) ||
        fail "could not install ${missing[*]}: $(grep '^E:' <<<"$log" | head -n 1)"
}
