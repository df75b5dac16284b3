// SPDX-License-Identifier: MIT
import { longestStep } from './series.js';

/** So many readings tell a row's rate: about five seconds. */
const readings = 6;

/** A row of a table over the time. */
export class RowState {
    /** The tick at which it was seen last, and since which it was seen without a gap. */
    seen = -1;
    since = 0;

    /** What was counted at the last ticks, in a ring. */
    counts = new Float64Array(readings);

    /**
     * @param {string} key
     * @param {Row} row
     */
    constructor(key, row) {
        this.key = key;
        this.row = row;
    }
}

/** The rows of one leg of one table, by what they are: each keeps its state while its numbers change. */
export class Rows {
    /** @type {Map<string, RowState>} */
    #states = new Map();
    #times = new Float64Array(readings);
    #tick = 0;
    #folded = 0;

    /**
     * @param {(row: Row) => string} keyOf
     * @param {(row: Row) => number} countOf What the rate is of.
     */
    constructor(keyOf, countOf) {
        this.keyOf = keyOf;
        this.countOf = countOf;
    }

    get size() {
        return this.#states.size;
    }

    all() {
        return this.#states.values();
    }

    /** @param {string} key */
    get(key) {
        return this.#states.get(key);
    }

    clear() {
        this.#states.clear();
        this.#tick = 0;
    }

    /**
     * @param {Row[]} rows
     * @param {number} time
     * @param {number} folded How many rows made room so far.
     */
    update(rows, time, folded) {
        const last = this.#times[this.#tick % readings];
        if (this.#tick > 0 && time === last) {
            return;
        }
        const isNext = time > last && time - last <= longestStep;
        const tick = (this.#tick += isNext ? 1 : 2); // over a gap, or a clock that was set back, no row has a rate
        const hasFolded = folded !== this.#folded;
        this.#folded = folded;
        this.#times[tick % readings] = time;
        for (const row of rows) {
            this.#see(row, tick, hasFolded);
        }
        if (this.#states.size > rows.length) {
            this.#forget(tick);
        }
    }

    /**
     * How many a second over the last seconds; null for a row that has just appeared, since what it had before is not known,
     * and for one that has just got the counts of others, or given its own to them.
     * @param {RowState} state
     */
    rate(state) {
        const from = Math.max(state.since, this.#tick - readings + 1);
        if (from >= this.#tick || state.seen !== this.#tick) {
            return null;
        }
        const count = state.counts[this.#tick % readings] - state.counts[from % readings];
        const length = this.#times[this.#tick % readings] - this.#times[from % readings];
        return (count * 1000) / length;
    }

    /**
     * @param {Row} row
     * @param {number} tick
     * @param {boolean} hasFolded
     */
    #see(row, tick, hasFolded) {
        const key = this.keyOf(row);
        let state = this.#states.get(key);
        if (state === undefined) {
            state = new RowState(key, row);
            this.#states.set(key, state);
        }
        const count = this.countOf(row);
        const takesOver = hasFolded && (row.group === true || row.other === true);
        if (state.seen !== tick - 1 || takesOver || count < state.counts[(tick - 1) % readings]) {
            state.since = tick;
        }
        state.seen = tick;
        state.row = row;
        state.counts[tick % readings] = count;
    }

    /** @param {number} tick */
    #forget(tick) {
        for (const [key, state] of this.#states) {
            if (state.seen !== tick) {
                this.#states.delete(key);
            }
        }
    }
}
