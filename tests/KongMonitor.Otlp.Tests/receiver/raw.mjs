// SPDX-License-Identifier: MIT
import { createServer } from 'node:net';
import { garbage } from './messages.mjs';

// Speaks neither HTTP nor anything else: text for whoever connects, then the end.
export function serveRaw(options) {
    const server = createServer(socket => socket.on('error', () => {}).end(garbage));
    return new Promise((done, fail) => server.on('error', fail)
        .listen(Number(options.port ?? 0), '127.0.0.1', () => done(server.address().port)));
}
