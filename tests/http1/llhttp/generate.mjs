// SPDX-License-Identifier: MIT
// Streams of HTTP/1 messages from a grammar, most of them right, some odd. The same seed gives the same streams.

export class Random {
    constructor(seed) {
        this.state = seed >>> 0;
    }

    // Marsaglia's xorshift with 32 bits.
    next() {
        this.state ^= this.state << 13;
        this.state ^= this.state >>> 17;
        this.state ^= this.state << 5;
        return this.state >>> 0;
    }

    below(limit) {
        return this.next() % limit;
    }

    one(list) {
        return list[this.below(list.length)];
    }

    odd(chance = 12) {
        return this.below(chance) === 0;
    }
}

const methods = [...Array(4).fill(['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'PURGE', 'M-SEARCH']).flat(), 'CONNECT'];
const oddMethods = ['get', 'FOO', 'G(T', 'GET\0', '', 'LONGMETHODNAMETHATNOBODYHAS'];
const targets = ['/', '/a', '/a/b?c=d', '/%20', '/?', '/a//b/../c', '/a?b?c', 'http://Example.org/x?y', 'https://h', '*',
    'http://u:p@h:81/x', 'http://[::1]:8/y', '/0123456789012345678901234567890123456789'];
const oddTargets = ['', 'a', 'http:', 'ftp://h/x', '/a#b', '/\xe9', '/a\tb', '/a b', 'h:1', '//h/x', 'http://h?q'];
const hosts = ['a', 'A.Example', 'a:80', '[::1]', '[2001:DB8::1]:80', '192.0.2.1:8000'];
const oddHosts = ['', ' a', 'a b', 'a ', 'a:', 'a:b:c', '[a', '\xe9'];
const fields = ['X: y', 'Accept: */*', 'Cookie: a=b; c=d', 'X:', 'X:y', 'x-long: ' + '0123456789'.repeat(9), 'Hosts: z',
    'Content-Lengths: 5', 'Content-Type: text/plain', 'Transfer: x', 'Connection: keep-alive'];
const oddFields = ['X : y', ' X: y', 'X', ': y', 'X\x01: y', 'X: \x01', '\tfold', 'Connection: close', 'X: \xff', 'X: a\0b'];
const oddLengths = ['', '+N', '-N', '0xN', 'N,N', 'N, N', 'N N', '0N', '00000000000000000000N', '18446744073709551616', 'N;', 'Na'];
const oddCodings = ['gzip, chunked', 'CHUNKED', 'chunked, gzip', 'gzip', 'chunked, chunked', 'xchunked', 'chunkedx', 'chunked;q=1',
    ' chunked ', 'identity', ',chunked', 'chunked,', ''];
const oddEnds = ['\n', '\r', '\r\r\n', '\n\r'];
const versions = [...Array(15).fill('HTTP/1.1'), 'HTTP/1.0'];
const oddVersions = ['HTTP/1.2', 'HTTP/0.9', 'HTTP/2.0', 'http/1.1', 'HTTP/1', 'HTTP/1.10', 'HTTPS/1.1', ''];
const statuses = ['200 OK', '200 OK', '201 Created', '204 No Content', '206 P', '301 M', '304 N', '404 Not Found', '500 E', '999 X'];
const oddStatuses = ['200', '200 ', '099 x', '20 x', '2000 x', '1000', 'abc', '100 C', '101 S', '103 Early', '205 R', '200 a\x01b'];
const text = 'GET /body HTTP/1.1\r\n\r\nHTTP/1.1 200 OK\r\n\r\n0123456789';

function end(random) {
    return random.odd(400) ? random.one(oddEnds) : '\r\n';
}

function chunk(random) {
    const data = text.slice(0, 1 + random.below(text.length - 1));
    let size = data.length.toString(16);
    if (random.odd())
        size = random.one([size.toUpperCase(), '0' + size, '0000000000000000' + size, size + ' ', ' ' + size, '0x' + size, size + 'g', '']);
    const extension = random.odd(8) ? random.one([';a', ';a=b', ';a="b;c"', '; a = b', ' ;a', ';a=\x01', ';']) : '';
    return size + extension + end(random) + data + end(random);
}

function chunks(random) {
    let body = '';
    for (let i = random.below(3); i > 0; i--)
        body += chunk(random);
    const last = random.odd() ? random.one(['00', '0;a', '0 ', 'g', '']) : '0';
    const trailer = random.odd(5) ? random.one([...fields, ...oddFields]) + end(random) : '';
    return body + last + end(random) + trailer + end(random);
}

// Fields that frame a body, and the body.
function framing(random, always) {
    const choice = random.below(always ? 32 : 42);
    const body = text.slice(0, random.below(text.length));
    const length = 'Content-Length: ' + body.length;
    if (choice < 15)
        return { fields: [length], body };
    if (choice < 30)
        return { fields: ['Transfer-Encoding: chunked'], body: chunks(random) };
    if (choice === 30) {
        const value = random.one(oddLengths).replaceAll('N', body.length);
        return { fields: [random.one(['Content-Length: ', 'content-length:', 'CONTENT-LENGTH:\t']) + value], body };
    }
    if (choice === 31 && random.odd(2))
        return { fields: ['Transfer-Encoding: ' + random.one(oddCodings)], body: chunks(random) };
    if (choice === 31) {
        const both = [length, random.one(['Transfer-Encoding: chunked', length, 'Content-Length: 1', 'Transfer-Encoding: gzip'])];
        return { fields: random.odd(2) ? both : both.reverse(), body: random.odd(2) ? body : chunks(random) };
    }
    return { fields: [], body: '' };
}

function head(random, line, framed) {
    const lines = [...framed];
    for (let i = random.below(4); i > 0; i--)
        lines.splice(random.below(lines.length + 1), 0, random.odd(60) ? random.one(oddFields) : random.one(fields));
    return line + end(random) + lines.map(field => field + end(random)).join('') + end(random);
}

function request(random) {
    const method = random.odd(60) ? random.one(oddMethods) : random.one(methods);
    const target = random.odd(40) ? random.one(oddTargets) : random.one(targets);
    const version = random.odd(30) ? random.one(oddVersions) : random.one(versions);
    const line = [method, target, version].join(random.odd(50) ? random.one(['  ', '\t']) : ' ');
    const { fields: framed, body } = framing(random, false);
    if (!random.odd(8))
        framed.push('Host: ' + (random.odd(10) ? random.one(oddHosts) : random.one(hosts)));
    if (random.odd(40))
        framed.push('Host: second');
    const before = random.odd(25) ? random.one(['\r\n', '\n', '\r\n\r\n', ' ']) : '';
    return before + head(random, line, framed) + body;
}

function response(random) {
    const status = random.odd(12) ? random.one(oddStatuses) : random.one(statuses);
    const version = random.odd(40) ? random.one(oddVersions) : random.one(versions);
    const { fields: framed, body } = framing(random, !random.odd(6));
    const interim = random.odd(15) ? 'HTTP/1.1 100 Continue\r\n\r\n' : '';
    const noBody = /^(1|204|304)/.test(status) && !random.odd(4);
    return interim + head(random, `${version} ${status}`, framed) + (noBody ? '' : body);
}

// count streams of one to three messages; the last may be cut short.
export function* generate(seed, count) {
    const random = new Random(seed);
    for (let i = 0; i < count; i++) {
        const server = random.odd(2);
        let stream = '';
        for (let messages = 1 + random.below(3); messages > 0; messages--)
            stream += server ? response(random) : request(random);
        if (random.odd(10))
            stream = stream.slice(0, 1 + random.below(stream.length));
        const heads = random.odd(10) ? random.below(256) : 0;
        yield { name: `generated ${i}`, server, heads, connects: random.odd(30) ? random.below(256) : 0,
            bytes: Buffer.from(stream, 'latin1') };
    }
}
