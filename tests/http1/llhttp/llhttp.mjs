// SPDX-License-Identifier: MIT
// llhttp, from the WebAssembly module that undici ships, over one stream: a line a message, as describe.h writes them.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { ERROR, TYPE, METHODS } = require('undici/lib/llhttp/constants.js');
const module = new WebAssembly.Module(require('undici/lib/llhttp/llhttp-wasm.js'));
const methodNames = Object.fromEntries(Object.entries(METHODS).map(([name, number]) => [number, name]));

let reading; // the Reading whose callbacks run

const { exports: llhttp } = new WebAssembly.Instance(module, {
    env: {
        wasm_on_message_begin: () => reading.begin(),
        wasm_on_url: (_, at, length) => reading.url(at, length),
        wasm_on_status: () => 0,
        wasm_on_header_field: (_, at, length) => reading.field(at, length),
        wasm_on_header_value: (_, at, length) => reading.value(at, length),
        wasm_on_headers_complete: (_, status) => reading.head(status),
        wasm_on_body: (_, at, length) => reading.body(at, length),
        wasm_on_message_complete: () => reading.complete(),
    },
});
llhttp._initialize();

const text = (at, length) => Buffer.from(llhttp.memory.buffer, at, length).toString('latin1');
const escape = word => word === '' ? '-' :
    word.replace(/[^!-[\]-~]/g, c => '\\x' + c.charCodeAt(0).toString(16).padStart(2, '0'));

// RFC 9112 section 3.2 and RFC 9110 section 7.2: target and domain of a request.
function names(url, host) {
    const absolute = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)(.*)$/i.exec(url);
    let authority = host ?? '';
    let target = url;
    if (absolute) {
        authority = absolute[1].replace(/^.*@/, '');
        target = absolute[2].startsWith('/') ? absolute[2] : '/' + absolute[2];
    }
    const domain = /^(\[[^\]]*\]|[^:]*)/.exec(authority)[0];
    return { target, domain: domain.toLowerCase() };
}

class Reading {
    lines = [];
    count = 0;
    message = null;

    constructor(pointer, stream) {
        this.pointer = pointer;
        this.stream = stream;
    }

    begin() {
        const interim = this.interim ?? 0;
        this.message = { url: '', fields: [], name: '', inName: false, body: 0, headed: false, interim };
        return 0;
    }

    url(at, length) {
        this.message.url += text(at, length);
        return 0;
    }

    field(at, length) {
        const { message } = this;
        if (!message.inName)
            message.fields.push(['', '']);
        message.inName = true;
        message.fields.at(-1)[0] += text(at, length);
        return 0;
    }

    value(at, length) {
        this.message.inName = false;
        this.message.fields.at(-1)[1] += text(at, length);
        return 0;
    }

    head(status) {
        const { message } = this;
        message.headed = true;
        message.status = status;
        message.close = llhttp.llhttp_message_needs_eof(this.pointer) !== 0;
        if (!this.stream.server)
            return 0;
        if (status >= 100 && status < 200 && status !== 101)
            return 0;
        const bit = 1 << (this.count & 7);
        if (status === 101 || ((this.stream.connects & bit) && status >= 200 && status < 300)) {
            message.tunnel = true;
            return 2;
        }
        if (!(this.stream.heads & bit))
            return 0;
        message.close = false;
        return 1;
    }

    body(at, length) {
        this.message.body += length;
        return 0;
    }

    complete() {
        const { message } = this;
        this.interim = 0;
        if (this.stream.server && message.status < 200 && message.status !== 101)
            this.interim = message.status;
        else
            this.end(message.tunnel ? 'tunnel' : 'complete');
        this.message = null;
        return 0;
    }

    end(how) {
        const { message } = this;
        this.count++;
        if (!message.headed) {
            this.lines.push(`head ${how}`);
            return;
        }
        if (this.stream.server) {
            this.lines.push(`${message.status} ${message.interim} ${message.close || message.tunnel ? 'close' : '-'} ` +
                `${message.body} ${how}`);
            return;
        }
        const host = message.fields.find(([name]) => name.toLowerCase() === 'host')?.[1].trim();
        const { target, domain } = names(message.url, host);
        this.lines.push([escape(this.method ?? methodNames[message.method]), escape(target), escape(domain), '-',
            message.body, how].join(' '));
    }
}

export function read(stream) {
    const pointer = llhttp.llhttp_alloc(stream.server ? TYPE.RESPONSE : TYPE.REQUEST);
    const buffer = llhttp.malloc(stream.bytes.length || 1);
    new Uint8Array(llhttp.memory.buffer, buffer, stream.bytes.length).set(stream.bytes);
    reading = new Reading(pointer, stream);
    const result = { lines: reading.lines, error: '' };
    const end = reading.end;
    reading.end = function (how) {
        if (this.message?.headed)
            this.message.method = llhttp.llhttp_get_method(pointer);
        end.call(this, how);
    };
    let at = buffer;
    const last = buffer + stream.bytes.length;
    while (at < last) {
        const error = llhttp.llhttp_execute(pointer, at, last - at);
        if (error === ERROR.OK)
            break;
        const position = llhttp.llhttp_get_error_pos(pointer);
        if (error === ERROR.PAUSED_UPGRADE && !stream.server) { // what comes is for the response to say
            llhttp.llhttp_resume_after_upgrade(pointer);
            at = position;
            continue;
        }
        if (error !== ERROR.PAUSED_UPGRADE) {
            const reason = llhttp.llhttp_get_error_reason(pointer);
            const all = Buffer.from(llhttp.memory.buffer);
            result.error = reason ? all.toString('latin1', reason, all.indexOf(0, reason)) : `error ${error}`;
        }
        break;
    }
    if (!result.error)
        llhttp.llhttp_finish(pointer);
    if (reading.message)
        reading.end(result.error ? 'lost' : 'open');
    else if (result.error)
        result.lines.push('head lost');
    llhttp.llhttp_free(pointer);
    llhttp.free(buffer);
    return result;
}
