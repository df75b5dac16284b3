// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import test from 'node:test';
import { Recent } from '../files/model/recent.js';

test('what came in the last minute is told with the minute', () => {
    const recent = new Recent();
    for (let second = 0; second <= 100; second++) {
        recent.add(second * 1000, { losses: second });
    }
    assert.deepEqual([recent.of('losses'), recent.span], [60, 60_000]);
});

test('what came over a gap is told with its length', () => {
    const recent = new Recent();
    recent.add(0, { losses: 1 });
    recent.add(600_000, { losses: 4 });
    assert.deepEqual([recent.of('losses'), recent.span], [3, 600_000]);
});

test('a clock that was set back begins anew', () => {
    const recent = new Recent();
    recent.add(100_000, { losses: 1 });
    recent.add(40_000, { losses: 4 });
    recent.add(41_000, { losses: 5 });
    assert.deepEqual([recent.of('losses'), recent.span], [1, 1000]);
});
