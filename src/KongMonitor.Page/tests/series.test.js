// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import test from 'node:test';
import { Series } from '../files/model/series.js';

/**
 * @param {number} time
 * @param {number} requests
 */
function reading(time, requests) {
    const sums = { requests, responses: requests, errors: 0, unanswered: 0, buckets: null };
    return { time, legs: [sums, sums] };
}

/**
 * The rates after readings at these times, each with its requests.
 * @param {...[number, number]} readings
 */
function rates(...readings) {
    const series = new Series();
    for (const [time, requests] of readings) {
        series.add(reading(time, requests));
    }
    return series.of(0).map(point => [point.time, point.rate]);
}

test('a rate is what came in the seconds before', () => {
    assert.deepEqual(rates([1000, 0], [2000, 10], [3000, 30]), [
        [2000, 10],
        [3000, 15],
    ]);
});

test('the same snapshot twice is one', () => {
    assert.deepEqual(rates([1000, 0], [2000, 10], [2000, 10]), [[2000, 10]]);
});

test('a gap is no rate, and the rate after it does not contain it', () => {
    assert.deepEqual(rates([1000, 0], [2000, 10], [602_000, 600_010], [603_000, 600_020]), [
        [2000, 10],
        [2001, null],
        [603_000, 10],
    ]);
});

test('a clock that was set back begins anew', () => {
    assert.deepEqual(rates([100_000, 0], [101_000, 10], [51_000, 20], [52_000, 40]), [[52_000, 20]]);
});
