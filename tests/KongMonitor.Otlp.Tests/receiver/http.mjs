// SPDX-License-Identifier: MIT
import { readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import { gunzipSync } from 'node:zlib';
import { garbage, response, status } from './messages.mjs';
import { sayRequest } from './say.mjs';

export function serveHttp(options, next) {
    const handle = (request, reply) => {
        const pieces = [];
        request.on('data', piece => pieces.push(piece)).on('end', () => {
            const sent = Buffer.concat(pieces);
            const bytes = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
            sayRequest({ ...request.headers, method: request.method, path: request.url }, bytes, options);
            const answer = next();
            if (!answer.hang) {
                respond(reply, answer);
            }
        });
    };
    const server = options.certificate
        ? https.createServer({ cert: readFileSync(options.certificate), key: readFileSync(options.key) }, handle)
        : http.createServer(handle);
    return new Promise((done, fail) => server.on('error', fail)
        .listen(Number(options.port ?? 0), options.host ?? '127.0.0.1', () => done(server.address().port)));
}

function respond(reply, answer) {
    const headers = answer.retryAfter === undefined ? {} : { 'retry-after': answer.retryAfter };
    const type = answer.text === undefined ? 'application/x-protobuf' : 'text/plain';
    reply.writeHead(answer.status ?? 200, { ...headers, 'content-type': type }).end(body(answer));
}

function body(answer) {
    return answer.garbage ? garbage
        : answer.text !== undefined ? answer.text
        : answer.status === undefined ? response(answer)
        : status(answer);
}
