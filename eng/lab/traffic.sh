#!/bin/bash
# SPDX-License-Identifier: MIT
# Varied real traffic to a lab's gateway, at a gentle rate, until it is ended:
#
#   traffic.sh NAME
#
# Several URLs of one curl share a connection; a curl of its own is a short one.
set -euo pipefail

state=/run/kong-monitor-lab/${1:?usage: traffic.sh NAME}
# shellcheck source=/dev/null
source "$state/lab.env"
gateway=http://198.18.$SUBNET.2:8000
gateway6=http://[fd00:198:18:$SUBNET::2]:8000

# HTTP clients resolve nothing here: the domain is the Host header alone.
call()
{
    nsenter --net="/run/netns/$CLIENT_NAMESPACE" curl --silent --max-time 5 "$@" >/dev/null || true
}

host()
{
    echo "Host: $1.example.com"
}

browse_shop()
{
    local header
    header=$(host shop)
    call -H "$header" "$gateway/products" "$gateway/products/$((RANDOM % 5))" \
        "$gateway/files/text.txt" "$gateway/chunked/text.txt" "$gateway/cart/404"
}

edit_users()
{
    local header
    header=$(host api)
    call -H "$header" --request POST --data 'name=kim&city=Seoul' "$gateway/users" \
        --next --silent -H "$header" "$gateway/users/7" \
        --next --silent -H "$header" --request PUT --data 'name=lee' "$gateway/users/7" \
        --next --silent -H "$header" --request PATCH --data 'city=Busan' "$gateway/users/7" \
        --next --silent -H "$header" --request DELETE "$gateway/users/7/204"
}

look_around()
{
    local header
    header=$(host api)
    call -H "$header" --head "$gateway/files/hello.txt"
    call -H "$header" --request OPTIONS "$gateway/users"
    call -H "$(host www)" "$gateway/direct/302/" "$gateway/old/301"
    call -H "$(host www)" --globoff "$gateway6/static/hello.txt"
}

upload_and_download()
{
    local header
    header=$(host files)
    call -H "$header" -H 'Expect:' --data-binary "@$state/www/text.txt" "$gateway/upload"
    call -H "$header" -H 'Transfer-Encoding: chunked' -H 'Expect:' --data-binary "@$state/www/text.txt" "$gateway/upload"
    call -H "$header" "$gateway/static/1m.bin"
}

meet_errors()
{
    call -H "$(host api)" "$gateway/users/401" "$gateway/orders/500" "$gateway/direct/503/"
    call -H "$(host api)" "$gateway/direct/closed/"
    call -H "$(host legacy)" --http1.0 "$gateway/refused/"
}

scenes=(browse_shop edit_users browse_shop look_around browse_shop upload_and_download edit_users meet_errors)
while true; do
    for scene in "${scenes[@]}"; do
        "$scene"
        sleep 0.4
    done
done
