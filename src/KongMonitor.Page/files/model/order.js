// SPDX-License-Identifier: MIT

/** @typedef {import('./rows.js').RowState} RowState */

/** A column that moves sorts the rows at most this often. */
const calm = 3000;

/** Rows that went are kept under a reader's hand while they are not many more than those that are there. */
const keptBeyond = 100;

/** In which order the rows of a table stand. They keep their places unless it is time to sort, and nobody is among them. */
export class Order {
    /** @type {RowState[]} */
    list = [];
    #sortedAt = -Infinity;
    #dirty = true;

    /**
     * @param {string} column
     * @param {boolean} descending
     */
    constructor(column, descending) {
        this.column = column;
        this.descending = descending;
    }

    /** Sorts at the next update, whoever is among the rows. */
    renew() {
        this.#dirty = true;
    }

    /**
     * @param {import('./rows.js').Rows} rows
     * @param {(state: RowState) => string | number} value
     * @param {boolean} held
     * @param {number} now
     */
    update(rows, value, held, now) {
        if (this.#dirty || (!held && now - this.#sortedAt >= calm)) {
            this.#sort(rows, value);
            this.#dirty = false;
            this.#sortedAt = now;
        } else {
            this.#follow(rows, held);
        }
    }

    /**
     * @param {import('./rows.js').Rows} rows
     * @param {(state: RowState) => string | number} value
     */
    #sort(rows, value) {
        const sign = this.descending ? -1 : 1;
        const keyed = [...rows.all()].map(state => ({ state, value: value(state) }));
        keyed.sort((a, b) => sign * compare(a.value, b.value) || compare(a.state.key, b.state.key));
        this.list = keyed.map(item => item.state);
    }

    /**
     * What came stands at the end, what went leaves: under a reader's hand it stays where it was.
     * @param {import('./rows.js').Rows} rows
     * @param {boolean} held
     */
    #follow(rows, held) {
        const listed = new Set(this.list.map(state => state.key));
        const keeps = held && this.list.length <= 2 * rows.size + keptBeyond;
        const stays = keeps ? this.list : this.list.filter(state => rows.get(state.key) !== undefined);
        this.list = stays.map(state => rows.get(state.key) ?? state);
        for (const state of rows.all()) {
            if (!listed.has(state.key)) {
                this.list.push(state);
            }
        }
    }
}

/**
 * @param {string | number} a
 * @param {string | number} b
 */
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}
