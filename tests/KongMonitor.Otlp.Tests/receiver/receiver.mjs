// SPDX-License-Identifier: MIT
// A collector: node receiver.mjs grpc|http|raw [--host=ADDRESS] [--port=N] [--certificate=FILE --key=FILE] [--brief]
//
// Standard output: a line of JSON {"port"} first, then for each request {"headers", "request"}; with --brief
// {"bytes", "points"}. Each line on standard input is an answer, as JSON, and is acknowledged with {"answering"}:
// all requests from then on get it.
//
//   {}                                                success
//   {"rejected": "3", "message": "…"}                 partial success
//   {"code": 14, "message": "…", "retrySeconds": 1}   gRPC's status, with RetryInfo
//   {"status": 503, "retryAfter": "1", "text": "…"}   HTTP's; with "message" a google.rpc.Status, with "text" text/plain
//   {"hang": true}                                    none at all
//   {"garbage": true}                                 a body that is no message
//   {"once": true, …}                                 only the next request; those behind it get success
import { createInterface } from 'node:readline';
import { serveGrpc } from './grpc.mjs';
import { serveHttp } from './http.mjs';
import { serveRaw } from './raw.mjs';
import { say } from './say.mjs';

const [protocol, ...rest] = process.argv.slice(2);
const options = Object.fromEntries(rest.map(option => option.replace(/^--/, '').split(/=(.*)/s)));
let answer = {};

function next() {
    const now = answer;
    if (now.once) {
        answer = {};
    }
    return now;
}

const port = await { grpc: serveGrpc, http: serveHttp, raw: serveRaw }[protocol](options, next);
say({ port });
createInterface({ input: process.stdin })
    .on('line', line => {
        answer = JSON.parse(line);
        say({ answering: answer });
    })
    .on('close', () => process.exit());
