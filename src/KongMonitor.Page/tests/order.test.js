// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import test from 'node:test';
import { Order } from '../files/model/order.js';
import { Rows } from '../files/model/rows.js';

/** @param {import('../files/model/rows.js').RowState} state */
const byRequests = state => state.row.requests ?? 0;

/** @param {number} from */
function paths(from, count = 200) {
    return Array.from({ length: count }, (_, i) => ({ leg: 'downstream', path: `/${from + i}`, requests: 1 }));
}

function table() {
    return new Rows(
        row => row.path ?? '',
        row => row.requests ?? 0,
    );
}

test('under the reader a row that went stays where it was, and one that came stands at the end', () => {
    const rows = table();
    const order = new Order('requests', true);
    rows.update(paths(0, 3), 0, 0);
    order.update(rows, byRequests, false, 0);
    rows.update(paths(1, 3), 1000, 0);
    order.update(rows, byRequests, true, 1000);
    assert.deepEqual(
        order.list.map(state => state.key),
        ['/0', '/1', '/2', '/3'],
    );
});

test('rows that are replaced all the time do not pile up under the reader', () => {
    const rows = table();
    const order = new Order('requests', true);
    let most = 0;
    for (let second = 0; second < 600; second++) {
        rows.update(paths(second * 200), second * 1000, 0);
        order.update(rows, byRequests, second > 0, second * 1000);
        most = Math.max(most, order.list.length);
    }
    assert.ok(most <= 700, `${most} rows`);
});
