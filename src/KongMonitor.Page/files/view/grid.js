// SPDX-License-Identifier: MIT
import { make } from '../lib/dom.js';
import { ShownRow } from './shown-row.js';

/** @typedef {import('../model/rows.js').RowState} RowState */
/** @typedef {import('../model/rows.js').Rows} Rows */

/** Rows beyond the edges that are there too, so that scrolling meets no blank. */
const margin = 8;
const usualHeight = 24.5;

/**
 * The rows of a table that are in view, each in its own element for as long as it stays in view. The others are room
 * above and below: a table of thousands costs what a screen of it costs.
 */
export class Grid {
    /** @type {Map<string, ShownRow>} */
    #shown = new Map();
    #above = space();
    #below = space();
    #rows = make('tbody');
    #height = usualHeight;
    #room = Infinity;
    #isMeasured = false;

    /** @type {RowState[]} */
    #list = [];

    /**
     * @param {HTMLElement} scroller
     * @param {HTMLTableElement} table
     * @param {import('../model/tables.js').TableModel} model
     */
    constructor(scroller, table, model) {
        this.scroller = scroller;
        this.table = table;
        this.model = model;
        /** The row that the Tab key comes to. */
        this.current = '';
        /** @type {(key: string) => boolean} */
        this.isChosen = () => false;
        table.append(this.#above, this.#rows, this.#below);
        addEventListener('resize', () => (this.#isMeasured = false));
    }

    /**
     * @param {RowState[]} list
     * @param {Rows} rows
     */
    render(list, rows) {
        this.#list = list;
        const selected = selectionEnds();
        const [from, to] = this.#range();
        this.#remove(new Set(list.slice(from, to).map(state => state.key)));
        const first = this.place < 0 ? (list[from]?.key ?? '') : this.current;
        let next = this.#rows.firstElementChild;
        for (let i = from; i < to; i++) {
            const shown = this.#row(list[i]);
            if (shown.node === next) {
                next = next.nextElementSibling;
            } else {
                this.#rows.insertBefore(shown.node, next);
            }
            shown.fill(list[i], rows, this.#looks(list[i].key, rows, i, first), selected);
        }
        setHeight(this.#above, from * this.#height);
        setHeight(this.#below, (list.length - to) * this.#height);
        this.table.setAttribute('aria-rowcount', String(list.length + 1));
        if (!this.#isMeasured) {
            this.#measure();
        }
    }

    /**
     * The row that an element is in.
     * @param {EventTarget | null} target
     */
    keyAt(target) {
        return target instanceof Element ? (target.closest('tr')?.dataset.key ?? null) : null;
    }

    /**
     * Brings a row into view and the focus onto it.
     * @param {number} place
     * @param {Rows} rows
     */
    focus(place, rows) {
        const state = this.#list[Math.max(0, Math.min(place, this.#list.length - 1))];
        if (state === undefined) {
            return;
        }
        this.current = state.key;
        this.#reveal(this.#list.indexOf(state));
        this.render(this.#list, rows);
        this.#shown.get(state.key)?.button?.focus({ preventScroll: true });
    }

    /** Where the row is that the Tab key comes to. */
    get place() {
        return this.#list.findIndex(state => state.key === this.current);
    }

    /** Rows in one view. */
    get page() {
        return Math.max(1, Math.floor(this.scroller.clientHeight / this.#height) - 2);
    }

    /** @param {number} place */
    #reveal(place) {
        const head = this.table.tHead?.offsetHeight ?? 0;
        const top = place * this.#height;
        const { scrollTop, clientHeight } = this.scroller;
        if (top < scrollTop) {
            this.scroller.scrollTop = top;
        } else if (top + this.#height + head > scrollTop + clientHeight) {
            this.scroller.scrollTop = top + this.#height + head - clientHeight;
        }
    }

    /**
     * @param {string} key
     * @param {Rows} rows
     * @param {number} place
     * @param {string} reachable
     */
    #looks(key, rows, place, reachable) {
        return { place, chosen: this.isChosen(key), gone: rows.get(key) === undefined, reachable: key === reachable };
    }

    #range() {
        const first = Math.floor(this.scroller.scrollTop / this.#height);
        const count = Math.ceil(Math.min(innerHeight, this.#room) / this.#height);
        const from = Math.max(0, Math.min(first - margin, this.#list.length - count - margin));
        return [from, Math.min(this.#list.length, first + count + margin)];
    }

    /** @param {Set<string>} wanted */
    #remove(wanted) {
        for (const [key, shown] of this.#shown) {
            if (!wanted.has(key)) {
                if (shown.node.contains(document.activeElement)) {
                    this.scroller.focus({ preventScroll: true }); // the arrows lead back to the row
                }
                shown.node.remove();
                this.#shown.delete(key);
            }
        }
    }

    /** @param {RowState} state */
    #row(state) {
        let shown = this.#shown.get(state.key);
        if (shown === undefined) {
            shown = new ShownRow(this.model, state);
            this.#shown.set(state.key, shown);
        }
        return shown;
    }

    /**
     * The height of a row is the style's matter, and that of the reader's fonts; so is the room for them. Not the scroller's
     * own height: that follows its rows until it is full. Asking for it makes the browser lay out the page.
     */
    #measure() {
        const first = this.#rows.firstElementChild;
        if (first instanceof HTMLElement && first.offsetParent !== null) {
            this.#height = first.getBoundingClientRect().height || usualHeight;
            this.#room = Number.parseFloat(getComputedStyle(this.scroller).maxHeight) || Infinity;
            this.#isMeasured = true;
        }
    }
}

function space() {
    const cell = make('td');
    const row = make('tr', { class: 'space' }, cell);
    const body = make('tbody', {}, row);
    body.setAttribute('aria-hidden', 'true');
    return body;
}

/**
 * @param {HTMLTableSectionElement} body
 * @param {number} height
 */
function setHeight(body, height) {
    const cell = body.rows[0].cells[0];
    const text = `${Math.max(0, height)}px`;
    if (cell.style.height !== text) {
        cell.style.height = text;
    }
}

/**
 * The texts in which a selection begins and ends: it would be gone with what they say. Asked once and before anything is
 * written, since the browser lays out the page for the answer.
 * @returns {(Node | null)[]}
 */
function selectionEnds() {
    const selection = getSelection();
    return selection === null || selection.isCollapsed ? [] : [selection.anchorNode, selection.focusNode];
}
