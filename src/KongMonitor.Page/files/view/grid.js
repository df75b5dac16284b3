// SPDX-License-Identifier: MIT
import { make } from '../lib/dom.js';
import { texts } from '../lang/language.js';
import { columns, isText } from './columns.js';

/** @typedef {import('../model/rows.js').RowState} RowState */
/** @typedef {import('../model/rows.js').Rows} Rows */

/** Rows beyond the edges that are there too, so that scrolling meets no blank. */
const margin = 8;
const usualHeight = 24.5;

/** A row on the screen. */
class ShownRow {
    /** @type {Text[]} */
    cells = [];

    /** @type {HTMLTableCellElement[]} */
    boxes = [];

    /** @type {HTMLButtonElement | null} */
    button = null;
    node = make('tr');
}

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
    #isMeasured = false;

    /** @type {RowState[]} */
    #list = [];

    /** @type {(Node | null)[]} */
    #selected = [];

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
        this.#selected = selectionEnds();
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
            this.#fill(shown, list[i], rows, i, first);
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

    #range() {
        const first = Math.floor(this.scroller.scrollTop / this.#height);
        // Not the scroller's own height: that follows its rows until it is full.
        const count = Math.ceil(innerHeight / this.#height);
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
            shown = this.#make(state);
            this.#shown.set(state.key, shown);
        }
        return shown;
    }

    /** @param {RowState} state */
    #make(state) {
        const shown = new ShownRow();
        shown.node.dataset.key = state.key;
        const choosable = this.model.choosable(state.row);
        if (choosable) {
            shown.node.dataset.choosable = '';
        }
        this.model.columns.forEach((id, place) => {
            const text = document.createTextNode('');
            const box = make(place === 0 ? 'th' : 'td');
            box.dataset.align = isText(id) ? 'left' : 'right';
            if (place === 0) {
                box.scope = 'row';
                box.className = state.row.other ? 'other' : '';
                box.append(choosable ? (shown.button = button(text)) : text);
            } else {
                box.append(text);
            }
            shown.cells.push(text);
            shown.boxes.push(box);
            shown.node.append(box);
        });
        return shown;
    }

    /**
     * @param {ShownRow} shown
     * @param {RowState} state
     * @param {Rows} rows
     * @param {number} place
     * @param {string} reachable The row that the Tab key comes to.
     */
    #fill(shown, state, rows, place, reachable) {
        const chosen = this.isChosen(state.key);
        setData(shown.node, 'chosen', String(chosen));
        setData(shown.node, 'gone', String(rows.get(state.key) === undefined));
        setAttribute(shown.node, 'aria-rowindex', String(place + 2));
        if (shown.button !== null) {
            setAttribute(shown.button, 'aria-pressed', String(chosen));
            shown.button.tabIndex = state.key === reachable ? 0 : -1;
        }
        this.model.columns.forEach((id, cell) => {
            const column = columns[id];
            const text = column.show(state, rows);
            const node = shown.cells[cell];
            if (node.data !== text && !this.#selected.includes(node)) {
                node.data = text;
                if (isText(id)) {
                    shown.boxes[cell].title = hint(text, state.row);
                }
                if (column.bad) {
                    setData(shown.boxes[cell], 'level', column.bad(state) ? 'bad' : '');
                }
            }
        });
    }

    /** The height of a row is the style's matter, and that of the reader's fonts. Asking for it makes the browser lay out the page. */
    #measure() {
        const first = this.#rows.firstElementChild;
        if (first instanceof HTMLElement && first.offsetParent !== null) {
            this.#height = first.getBoundingClientRect().height || usualHeight;
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

/** @param {Text} text */
function button(text) {
    const node = make('button', {}, text);
    node.type = 'button';
    return node;
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

/**
 * @param {string} text
 * @param {Row} row
 */
function hint(text, row) {
    const more = [row.group && texts().group_hint, row.partial && texts().partial_hint, row.pod, row.image, row.id];
    return [text, ...more.filter(Boolean)].join('\n');
}

/**
 * @param {HTMLElement} node
 * @param {string} name
 * @param {string} value
 */
function setData(node, name, value) {
    if (node.dataset[name] !== value) {
        node.dataset[name] = value;
    }
}

/**
 * @param {Element} node
 * @param {string} name
 * @param {string} value
 */
function setAttribute(node, name, value) {
    if (node.getAttribute(name) !== value) {
        node.setAttribute(name, value);
    }
}
