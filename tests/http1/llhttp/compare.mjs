// SPDX-License-Identifier: MIT
// compare.mjs READER DIRECTORY...: the messages that bpf/http1.h (through READER) and llhttp see in the same streams.
// Up to the first difference of a stream they must be the same; that one must be allowed by differences.json.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { corpus } from './corpus.mjs';
import { generate } from './generate.mjs';
import { read } from './llhttp.mjs';

const seed = 20260101;
const generated = 20000;
const [reader, ...directories] = process.argv.slice(2);
const differences = JSON.parse(readFileSync(new URL('differences.json', import.meta.url), 'utf8'))
    .map(entry => ({ ...entry, used: 0 }));

function* recorded() {
    for (const directory of directories.filter(existsSync)) {
        for (const file of readdirSync(directory).sort()) {
            if (/\.(client|server)$/.test(file))
                yield { name: basename(file), server: file.endsWith('.server'), heads: 0, connects: 0,
                    bytes: readFileSync(join(directory, file)) };
            if (file.endsWith('.http'))
                yield* corpus(join(directory, file));
        }
    }
}

// What describe.h tells beyond what llhttp can: the length as announced.
const comparable = line => line.replace(/ (none|length:\d+|chunked) (\d+ \w+)$/, ' - $2').replace(/^((?!\d+ \d+ ).*) close /, '$1 - ');

function readOurs(streams) {
    const input = streams.flatMap(({ server, heads, connects, bytes }) => {
        const header = Buffer.alloc(7);
        header.set([server ? 1 : 0, heads, connects]);
        header.writeUInt32LE(bytes.length, 3);
        return [header, bytes];
    });
    const { status, stdout, stderr } = spawnSync(reader, { input: Buffer.concat(input), maxBuffer: 1 << 28 });
    if (status !== 0)
        throw new Error(`${reader} ended with ${status}: ${stderr}`);
    const results = stdout.toString('latin1').split('\n\n');
    let at = 0;
    return streams.map(() => results[at++].split('\n').filter(line => line));
}

// The whole of an entry's conditions holds: regular expressions over what each side says and over the stream.
function allows(entry, difference) {
    return ['ours', 'llhttp', 'error', 'stream'].every(what =>
        entry[what] === undefined || new RegExp(entry[what], 's').test(difference[what]));
}

function explain(stream, ours, theirs) {
    const length = Math.max(ours.length, theirs.lines.length);
    for (let i = 0; i < length; i++) {
        const difference = { ours: comparable(ours[i] ?? ''), llhttp: theirs.lines[i] ?? '', error: theirs.error,
            stream: (stream.server ? 'response\n' : 'request\n') + stream.bytes.toString('latin1') };
        if (difference.ours === difference.llhttp) {
            same++;
            continue;
        }
        const entry = differences.find(candidate => allows(candidate, difference));
        if (entry) {
            entry.used++;
            return null;
        }
        return difference;
    }
    return null;
}

let same = 0;
let unexplained = 0;
const streams = [...recorded(), ...generate(seed, generated)];
const results = readOurs(streams);
streams.forEach((stream, i) => {
    const difference = explain(stream, results[i], read(stream));
    if (difference && unexplained++ < 10)
        console.log(stream.name, JSON.stringify({ ...difference, heads: stream.heads, connects: stream.connects }, null, 1));
});
const unused = differences.filter(entry => !entry.used);
for (const entry of process.env.VERBOSE ? differences : unused)
    console.log(`${entry.used} times: ${entry.reason}`);
const verdict = unexplained || unused.length ? 'failed' : 'passed';
console.log(`${verdict}: llhttp sees the same: ${same} messages in ${streams.length} streams, ` +
    `${differences.length} kinds of differences allowed, ${unused.length} of them never seen, ${unexplained} others`);
process.exitCode = verdict === 'passed' ? 0 : 1;
