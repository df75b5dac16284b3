// SPDX-License-Identifier: MIT
import { parameter, setParameter } from '../lib/address.js';

/** How many rows of a table and leg may be asked for: each costs the monitor's machine something. */
const rowChoices = ['200', '1000', '2000'];

/** What the reader chose to look at. */
export class Selection {
    leg = 0;
    rows = rowChoices.find(rows => rows === parameter('rows')) ?? rowChoices[0];

    /** @type {Choice | null} */
    chosen = null;

    /** The filter that is on, the one that is tried, and the one that could not be read. */
    filter = '';
    wanted = parameter('filter') ?? '';

    /** @type {string | null} */
    refused = null;

    /** What to ask the monitor for; a chosen row is one of those that the filter left. */
    get query() {
        const query = new URLSearchParams({ rows: this.rows });
        if (this.wanted !== '') {
            query.set('filter', this.wanted);
        }
        if (this.chosen?.filter) {
            query.set('chosen', `${this.wanted} ${this.chosen.filter}`.trim());
        }
        return query;
    }

    /**
     * The monitor took the filter.
     * @returns {boolean} Whether it is another one than before.
     */
    accept() {
        const changed = this.filter !== this.wanted;
        this.filter = this.wanted;
        if (this.refused === null) {
            setParameter('filter', this.filter);
        }
        return changed;
    }

    /** The monitor could not read it: the one before stays on. */
    refuse() {
        this.refused = this.wanted;
        this.wanted = this.filter;
    }

    /** @param {string} rows */
    showRows(rows) {
        this.rows = rows;
        setParameter('rows', rows === rowChoices[0] ? '' : rows);
    }

    /** @param {string} text */
    want(text) {
        this.refused = null;
        this.wanted = text;
        this.chosen = null;
    }
}
