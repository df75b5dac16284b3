// SPDX-License-Identifier: MIT
// The streams of the conversations in tests/corpus/*.http; the README there has the format.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const escapes = { r: '\r', n: '\n', t: '\t', 0: '\0', '\\': '\\' };
const unescape = text => text.replace(/\\(x[0-9a-f]{2}|[rnt0\\])/g, (_, code) =>
    escapes[code] ?? String.fromCharCode(parseInt(code.slice(1), 16)));
const sent = rest => rest.startsWith('- ') ? unescape(rest.slice(2)) : `${unescape(rest.slice(1))}\r\n`;

function* conversations(file) {
    let conversation;
    for (const line of readFileSync(file, 'utf8').split('\n')) {
        if (line.startsWith('== ')) {
            if (conversation)
                yield conversation;
            conversation = { title: line.slice(3), client: '', server: '', methods: [], statuses: [] };
        }
        if (line.startsWith('>'))
            conversation.client += sent(line.slice(1));
        if (line.startsWith('<'))
            conversation.server += sent(line.slice(1));
        if (line.startsWith('= ')) {
            const [method, , , status] = line.slice(2).split(' ');
            conversation.methods.push(method);
            conversation.statuses.push(status);
        }
    }
    if (conversation)
        yield conversation;
}

// A bit for each response that answers this method.
const bits = (methods, wanted) => methods.slice(0, 8).reduce((mask, method, i) => mask | (method === wanted) << i, 0);

export function* corpus(file) {
    for (const { title, client, server, methods, statuses } of conversations(file)) {
        const name = `${basename(file)}, ${title}`;
        const tunnel = statuses.includes('101') || methods.includes('CONNECT'); // behind it the client's bytes are no HTTP
        if (client && !tunnel)
            yield { name, server: false, heads: 0, connects: 0, bytes: Buffer.from(client, 'latin1') };
        if (server)
            yield { name, server: true, heads: bits(methods, 'HEAD'), connects: bits(methods, 'CONNECT'), bytes: Buffer.from(server, 'latin1') };
    }
}
