// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import test from 'node:test';
import { Rows } from '../files/model/rows.js';

/** One table that is updated reading by reading: its rates after each. */
class Readings {
    #rows = new Rows(
        row => row.path ?? '',
        row => row.requests ?? 0,
    );

    /**
     * @param {number} time
     * @param {object[]} rows
     * @param {number} folded
     */
    add(time, rows, folded = 0) {
        this.#rows.update(
            rows.map(row => ({ leg: 'downstream', ...row })),
            time,
            folded,
        );
        return Object.fromEntries([...this.#rows.all()].map(state => [state.key, this.#rows.rate(state)]));
    }
}

test('a rate is over the last five seconds', () => {
    const readings = new Readings();
    let rates = {};
    for (let second = 0; second <= 20; second++) {
        rates = readings.add(second * 1000, [{ path: '/a', requests: second < 16 ? 0 : (second - 15) * 10 }]);
    }
    assert.deepEqual(rates, { '/a': 10 });
});

test('after a gap a row has no rate, and then the one of now', () => {
    const readings = new Readings();
    readings.add(0, [{ path: '/a', requests: 0 }]);
    readings.add(1000, [{ path: '/a', requests: 10 }]);
    assert.deepEqual(readings.add(601_000, [{ path: '/a', requests: 600_010 }]), { '/a': null });
    assert.deepEqual(readings.add(602_000, [{ path: '/a', requests: 600_020 }]), { '/a': 10 });
});

test('a clock that was set back does not stop the table', () => {
    const readings = new Readings();
    readings.add(100_000, [{ path: '/a', requests: 0 }]);
    readings.add(101_000, [{ path: '/a', requests: 10 }]);
    assert.deepEqual(readings.add(51_000, [{ path: '/a', requests: 30 }]), { '/a': null });
    assert.deepEqual(readings.add(52_000, [{ path: '/a', requests: 50 }]), { '/a': 20 });
});

test('the same snapshot twice is one', () => {
    const readings = new Readings();
    readings.add(0, [{ path: '/a', requests: 0 }]);
    readings.add(1000, [{ path: '/a', requests: 10 }]);
    assert.deepEqual(readings.add(1000, [{ path: '/a', requests: 10 }]), { '/a': 10 });
});

test('what a group took over is no traffic of its own', () => {
    const readings = new Readings();
    const group = { path: '/users/{id}', group: true };
    readings.add(
        0,
        [
            { ...group, requests: 10 },
            { path: '/b', requests: 0 },
        ],
        0,
    );
    assert.deepEqual(
        readings.add(
            1000,
            [
                { ...group, requests: 1010 },
                { path: '/b', requests: 5 },
            ],
            1,
        ),
        {
            '/users/{id}': null,
            '/b': 5,
        },
    );
    assert.deepEqual(
        readings.add(
            2000,
            [
                { ...group, requests: 1017 },
                { path: '/b', requests: 10 },
            ],
            1,
        ),
        {
            '/users/{id}': 7,
            '/b': 5,
        },
    );
});

test('a row that was folded and came again has the rate of what came since', () => {
    const readings = new Readings();
    readings.add(0, [{ path: '/a', requests: 10 }]);
    readings.add(1000, [{ path: '/a', requests: 20 }]);
    assert.deepEqual(readings.add(2000, [{ path: '/a', requests: 5 }], 1), { '/a': null });
    assert.deepEqual(readings.add(3000, [{ path: '/a', requests: 35 }], 1), { '/a': 30 });
});
