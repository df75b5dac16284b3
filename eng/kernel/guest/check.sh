# SPDX-License-Identifier: MIT
# Sourced: lines that ./test counts, and conditions that are waited for.
# shellcheck shell=sh
failures=0

# check WHAT IS EXPECTED
check()
{
    if [ "$2" = "$3" ]; then
        echo "passed: $1"
    else
        echo "failed: $1: expected '$3', got '$2'"
        failures=$((failures + 1))
    fi
}

# check_less WHAT IS LIMIT: above zero and below the limit.
check_less()
{
    if [ "$2" -gt 0 ] && [ "$2" -lt "$3" ]; then
        echo "passed: $1 ($2)"
    else
        echo "failed: $1: expected less than $3, got $2"
        failures=$((failures + 1))
    fi
}

seconds() { cut -d. -f1 /proc/uptime; }

# wait_for COMMAND...: until it succeeds, a minute at most.
wait_for()
{
    give_up=$(($(seconds) + 60))
    until "$@" >/dev/null 2>&1; do
        [ "$(seconds)" -lt "$give_up" ] || return 1
        sleep 0.1
    done
}
