// SPDX-License-Identifier: MIT
import { quoted } from './words.js';

/**
 * @typedef {object} TableModel What a table is of.
 * @property {TableName} name
 * @property {(row: Row) => string} keyOf
 * @property {(row: Row) => number} countOf What its rate is of.
 * @property {string[]} columns
 * @property {string} sorted The column by which it is sorted at first.
 * @property {(row: Row) => string | null} filterOf The filter that means the row alone; null where no filter can.
 * @property {(row: Row) => boolean} choosable
 */

const counts = ['rate', 'requests', 'responses', 'errors', 'share'];
const latency = ['p50', 'p95', 'p99'];
const volume = ['sent', 'received'];

/** @param {Row} row */
const requests = row => row.requests ?? 0;

/** @param {Row} row */
const named = row => row.other !== true;

/** @type {TableModel[]} */
export const tables = [
    {
        name: 'domains',
        keyOf: row => keyOf(row, row.domain),
        countOf: requests,
        columns: ['domain', ...counts, ...latency, ...volume],
        sorted: 'rate',
        filterOf: row => `domain=${quoted(row.domain)}`,
        choosable: named,
    },
    {
        name: 'paths',
        keyOf: row => keyOf(row, row.domain, row.path),
        countOf: requests,
        columns: ['path', 'domain', ...counts, ...latency, ...volume],
        sorted: 'rate',
        filterOf: row => `domain=${quoted(row.domain)} path=${quoted(row.path)}`,
        choosable: named,
    },
    {
        name: 'methods',
        keyOf: row => keyOf(row, row.method),
        countOf: requests,
        columns: ['method', ...counts, ...latency, ...volume],
        sorted: 'rate',
        filterOf: row => `method=${quoted(row.method)}`,
        choosable: named,
    },
    {
        name: 'statuses',
        keyOf: row => String(row.status),
        countOf: row => row.responses ?? 0,
        columns: ['status', 'response_rate', 'responses', ...latency],
        sorted: 'response_rate',
        filterOf: row => `status=${row.status}`,
        choosable: () => true,
    },
    {
        name: 'connections',
        keyOf: row => keyOf(row, row.client, row.server, row.method, row.domain, row.path),
        countOf: requests,
        columns: ['client', 'server', 'method', 'path', 'domain', 'last', ...counts, ...volume],
        sorted: 'last',
        filterOf: () => null,
        choosable: () => true,
    },
    {
        name: 'container_traffic',
        keyOf: row => String(row.index),
        countOf: requests,
        columns: ['container', ...counts, ...latency, ...volume, 'last'],
        sorted: 'rate',
        filterOf: row => `container=${row.index}`,
        choosable: () => true,
    },
];

/**
 * What a row is, whatever its numbers are. Text from the network holds no line break.
 * @param {Row} row
 * @param {...(string | null | undefined)} names
 */
function keyOf(row, ...names) {
    return `${row.other ? 'o' : row.group ? 'g' : ''}\n${names.map(name => name ?? '').join('\n')}`;
}
