// SPDX-License-Identifier: MIT
import { texts } from '../lang/language.js';
import { bound, bytes, clock, count, none, rate, share } from '../lib/format.js';

/** @typedef {import('../model/rows.js').RowState} RowState */
/** @typedef {import('../model/rows.js').Rows} Rows */

/**
 * @typedef {object} Column
 * @property {'name' | 'address' | 'word' | 'number' | 'small' | 'bound'} kind
 * @property {keyof Texts | null} title Null: it is called by its name in every language.
 * @property {(state: RowState, rows: Rows) => string | number} value What it is sorted by.
 * @property {(state: RowState, rows: Rows) => string} show
 * @property {((state: RowState) => boolean)} [bad] Whether it is to be noticed.
 */

/** @type {Record<string, Column>} */
export const columns = {
    domain: name('name', 'column_domain', row => row.domain),
    path: name('name', 'column_path', row => row.path),
    method: name('word', 'column_method', row => row.method),
    status: {
        ...name('word', 'column_status', row => String(row.status)),
        value: state => state.row.status ?? 0,
        bad: state => (state.row.status ?? 0) >= 400,
    },
    client: name('address', 'column_client', row => row.client),
    server: name('address', 'column_server', row => row.server),
    container: name('name', 'column_container', containerName),
    rate: rateColumn('column_rate'),
    response_rate: rateColumn('column_response_rate'),
    requests: number('column_requests', row => row.requests, count),
    responses: number('column_responses', row => row.responses, count),
    errors: { ...number('column_errors', row => row.errors, count), kind: 'small', bad: state => (state.row.errors ?? 0) > 0 },
    share: { ...number('column_share', errorShare, value => share(value)), kind: 'small' },
    p50: percentile(row => row.p50_bounds_us),
    p95: percentile(row => row.p95_bounds_us),
    p99: percentile(row => row.p99_bounds_us),
    sent: number('column_sent', row => row.bytes_sent, bytes),
    received: number('column_received', row => row.bytes_received, bytes),
    last: {
        kind: 'number',
        title: 'column_last',
        value: state => state.row.last_activity ?? '',
        show: state => (state.row.last_activity ? clock(state.row.last_activity) : none),
    },
};

/**
 * @param {string} id
 * @returns {string}
 */
export function titleOf(id) {
    const title = columns[id].title;
    return title === null ? id : String(texts()[title]);
}

/** @param {string} id */
export function isText(id) {
    return !['number', 'small', 'bound'].includes(columns[id].kind);
}

/**
 * A container is what it is called; without a name it is its id, without that its number.
 * @param {Row} row
 */
export function containerName(row) {
    if (row.index === 0) {
        return texts().not_attributed;
    }
    return row.name ?? row.id?.slice(0, 12) ?? `#${row.index}`;
}

/** @param {Row} row */
function errorShare(row) {
    return row.requests ? Math.min(1, (row.errors ?? 0) / row.requests) : undefined;
}

/**
 * @param {Column['kind']} kind
 * @param {keyof Texts} title
 * @param {(row: Row) => string | null | undefined} text
 * @returns {Column}
 */
function name(kind, title, text) {
    const value = (/** @type {RowState} */ state) => (state.row.other ? texts().other_rows : (text(state.row) ?? ''));
    return { kind, title, value, show: state => value(state) || none };
}

/**
 * @param {keyof Texts} title
 * @returns {Column}
 */
function rateColumn(title) {
    return {
        kind: 'small',
        title,
        value: (state, rows) => rows.rate(state) ?? -1,
        show: (state, rows) => rate(rows.rate(state)),
    };
}

/**
 * @param {keyof Texts} title
 * @param {(row: Row) => number | undefined} value
 * @param {(value: number) => string} show
 * @returns {Column}
 */
function number(title, value, show) {
    return {
        kind: 'number',
        title,
        value: state => value(state.row) ?? -1,
        show: state => {
            const known = value(state.row);
            return known === undefined ? none : show(known);
        },
    };
}

/**
 * @param {(row: Row) => Bounds | null | undefined} bounds
 * @returns {Column}
 */
function percentile(bounds) {
    return {
        kind: 'bound',
        title: null,
        value: state => {
            const known = bounds(state.row);
            return known ? (known[1] ?? Infinity) : -1;
        },
        show: state => bound(bounds(state.row)),
    };
}
