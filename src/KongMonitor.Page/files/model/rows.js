// SPDX-License-Identifier: MIT

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
     */
    update(rows, time) {
        if (this.#tick > 0 && time <= this.#times[this.#tick % readings]) {
            return;
        }
        const tick = ++this.#tick;
        this.#times[tick % readings] = time;
        for (const row of rows) {
            this.#see(row, tick);
        }
        if (this.#states.size > rows.length) {
            this.#forget(tick);
        }
    }

    /**
     * How many a second over the last seconds; null for a row that has just appeared, since what it had before is not known.
     * @param {RowState} state
     */
    rate(state) {
        const from = Math.max(state.since, this.#tick - readings + 1);
        if (from >= this.#tick || state.seen !== this.#tick) {
            return null;
        }
        const count = state.counts[this.#tick % readings] - state.counts[from % readings];
        const length = this.#times[this.#tick % readings] - this.#times[from % readings];
        return count < 0 ? null : (count * 1000) / length;
    }

    /**
     * @param {Row} row
     * @param {number} tick
     */
    #see(row, tick) {
        const key = this.keyOf(row);
        let state = this.#states.get(key);
        if (state === undefined) {
            state = new RowState(key, row);
            this.#states.set(key, state);
        }
        if (state.seen !== tick - 1) {
            state.since = tick;
        }
        state.seen = tick;
        state.row = row;
        state.counts[tick % readings] = this.countOf(row);
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
