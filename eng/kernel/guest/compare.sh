# SPDX-License-Identifier: MIT
# Sourced: the last snapshot beside nginx's log.
# shellcheck shell=sh

# same_as_log WHAT LEG HOST: totals, statuses and paths of a leg are those of the host's log.
same_as_log()
{
    check "$1: $2 totals are those of nginx's log" "$(totals "$2")" "$(logged_totals "$3")"
    check "$1: $2 statuses are those of nginx's log" "$(statuses "$2")" "$(logged_statuses "$3")"
    check "$1: $2 paths are those of nginx's log" "$(paths "$2")" "$(logged_paths "$3")"
}

# counted LEG HOST: whether the monitor, still running, shows the whole log by now.
# A snapshot in the middle of traffic has read some of its tables earlier than others.
# shellcheck disable=SC2317 # wait_for calls it
counted() { [ "$(totals "$1") $(paths "$1")" = "$(logged_totals "$2") $(logged_paths "$2")" ]; }

totals()
{
    of_leg "$1" legs '{requests, responses, bytes_sent, bytes_received, errors, unanswered, desynced, in_flight,
        unmatched, late, aborted} | to_entries | map("\(.key):\(.value)") | join(",")'
}

# of_leg LEG TABLE FILTER: jq's filter on each row that the last snapshot has of the leg.
of_leg() { snapshot | jq -r --arg leg "$1" ".$2[] | select(.leg == \$leg) | $3"; }

logged_totals()
{
    awk -F '\t' '{ sent += $7; received += $8; errors += $6 >= 400 }
        END { printf "requests:%d,responses:%d,bytes_sent:%d,bytes_received:%d,errors:%d,", NR, NR, sent, received, errors
              print "unanswered:0,desynced:0,in_flight:0,unmatched:0,late:0,aborted:0" }' "/lab/$1/access.log"
}

statuses() { of_leg "$1" statuses '"\(.status) \(.responses)"' | sort | xargs; }

logged_statuses() { awk -F '\t' '{ n[$6]++ } END { for (i in n) print i, n[i] }' "/lab/$1/access.log" | sort | xargs; }

paths() { of_leg "$1" paths '"\(.domain)\(.path) \(.requests)"' | sort | xargs; }

logged_paths() { awk -F '\t' '{ n[$3 $4]++ } END { for (i in n) print i, n[i] }' "/lab/$1/access.log" | sort | xargs; }
