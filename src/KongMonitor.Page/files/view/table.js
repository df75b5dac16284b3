// SPDX-License-Identifier: MIT
import { fill, texts } from '../lang/language.js';
import { make, show } from '../lib/dom.js';
import { count } from '../lib/format.js';
import { Order } from '../model/order.js';
import { Rows } from '../model/rows.js';
import { columns, isText, titleOf } from './columns.js';
import { Grid } from './grid.js';

/** @typedef {import('../model/rows.js').RowState} RowState */

/** A table with its head, its rows and what is to be said about them. */
export class Table {
    #legs;
    #order;
    #grid;
    #leg = 0;
    #present = 0;
    #hovered = false;
    #table = make('table', { class: 'rows' });
    #scroller = make('div', { class: 'scroller' }, this.#table);
    #message = make('p', { class: 'empty' });
    #withheld = make('p', { class: 'withheld' });
    #shown = make('span');
    #held = make('span');
    #hint = make('span');

    /**
     * @param {import('../model/tables.js').TableModel} model
     * @param {(state: RowState) => void} choose
     */
    constructor(model, choose) {
        this.model = model;
        this.choose = choose;
        this.#legs = [0, 1].map(() => new Rows(model.keyOf, model.countOf));
        this.#order = new Order(model.sorted, true);
        this.#scroller.tabIndex = 0;
        this.#table.append(this.#columns(), this.#head());
        this.#grid = new Grid(this.#scroller, this.#table, model);
        this.node = make(
            'div',
            {},
            this.#withheld,
            this.#scroller,
            this.#message,
            make('div', { class: 'foot' }, this.#shown, this.#hint, this.#held),
        );
        this.#listen();
        this.translate();
    }

    /** @param {(key: string) => boolean} isChosen */
    set isChosen(isChosen) {
        this.#grid.isChosen = isChosen;
    }

    /** @param {number} leg */
    set leg(leg) {
        this.#leg = leg;
        this.#scroller.scrollTop = 0;
        this.#order.renew();
    }

    get rows() {
        return this.#legs[this.#leg];
    }

    /** Whether the reader is among the rows, by pointer or keyboard. */
    get #isHeld() {
        // A click leaves the focus where it was, and means no more.
        const focused = document.activeElement;
        return this.#hovered || (this.#table.tBodies[1].contains(focused) && focused?.matches(':focus-visible') === true);
    }

    clear() {
        this.#legs.forEach(rows => rows.clear());
        this.#order.renew();
    }

    /** Rows of another filter are other rows. */
    renew() {
        this.#order.renew();
    }

    /** @param {string} key */
    find(key) {
        return this.rows.get(key)?.row ?? null;
    }

    /**
     * @param {Row[][]} legs
     * @param {number[]} present How many rows there are in all, by leg.
     * @param {number} time
     * @param {number} folded How many rows made room so far.
     */
    update(legs, present, time, folded) {
        this.#legs.forEach((rows, leg) => rows.update(legs[leg], time, folded));
        this.#present = present[this.#leg];
    }

    /**
     * Shows what was counted.
     * @param {boolean} filtered
     * @param {string[]} withheld
     */
    render(filtered, withheld) {
        const rows = this.rows;
        const column = columns[this.#order.column];
        this.#order.update(rows, state => column.value(state, rows), this.#isHeld, performance.now());
        this.#grid.render(this.#order.list, rows);
        this.#tell(filtered, withheld);
    }

    /** The cost of a frame is also its layout: a reader of the measurement wants both. */
    layout() {
        return this.#scroller.scrollHeight;
    }

    translate() {
        this.#table.setAttribute('aria-label', String(texts()[`table_${this.model.name}`]));
        this.#scroller.setAttribute('aria-label', String(texts()[`table_${this.model.name}`]));
        this.#scroller.setAttribute('role', 'region');
        show(this.#hint, texts().choose_hint);
        const heads = this.#table.tHead?.rows[0].cells ?? [];
        this.model.columns.forEach((id, place) => {
            const button = heads[place].querySelector('button');
            if (button) {
                show(button, titleOf(id));
            }
        });
    }

    /**
     * @param {boolean} filtered
     * @param {string[]} withheld
     */
    #tell(filtered, withheld) {
        const isWithheld = withheld.length > 0;
        const words = this.model.name === 'connections' ? texts().withheld_connections : texts().withheld_exchanges;
        this.#withheld.hidden = !isWithheld;
        show(this.#withheld, isWithheld ? `${words} ${withheld.join(', ')}` : '');
        this.#scroller.hidden = isWithheld;
        const isEmpty = this.#order.list.length === 0 && !isWithheld;
        this.#message.hidden = !isEmpty;
        show(this.#message, filtered ? texts().no_rows_filtered : texts().no_rows);
        show(
            this.#shown,
            isWithheld ? '' : fill(texts().rows_shown, count(this.rows.size), count(Math.max(this.#present, this.rows.size))),
        );
        show(this.#held, this.#isHeld && !isText(this.#order.column) ? texts().order_held : '');
    }

    #columns() {
        const group = make('colgroup');
        for (const id of this.model.columns) {
            const column = make('col');
            column.dataset.kind = columns[id].kind;
            group.append(column);
        }
        return group;
    }

    #head() {
        const row = make('tr');
        for (const id of this.model.columns) {
            const button = make('button', { text: titleOf(id) });
            button.type = 'button';
            button.addEventListener('click', () => this.#sortBy(id));
            const cell = make('th', {}, button);
            cell.scope = 'col';
            cell.dataset.column = id;
            cell.dataset.align = isText(id) ? 'left' : 'right';
            row.append(cell);
        }
        const head = make('thead', {}, row);
        this.#mark(row);
        return head;
    }

    /** @param {string} id */
    #sortBy(id) {
        const again = this.#order.column === id;
        this.#order.descending = again ? !this.#order.descending : !isText(id);
        this.#order.column = id;
        this.#order.renew();
        this.#mark(/** @type {HTMLTableRowElement} */ (this.#table.tHead?.rows[0]));
        this.#again();
        this.#scroller.scrollTop = 0;
    }

    /** @param {HTMLTableRowElement} head */
    #mark(head) {
        for (const cell of head.cells) {
            if (cell.dataset.column === this.#order.column) {
                cell.setAttribute('aria-sort', this.#order.descending ? 'descending' : 'ascending');
            } else {
                cell.removeAttribute('aria-sort');
            }
        }
    }

    #again() {
        const rows = this.rows;
        const column = columns[this.#order.column];
        this.#order.update(rows, state => column.value(state, rows), true, performance.now());
        this.#grid.render(this.#order.list, rows);
    }

    #listen() {
        this.#scroller.addEventListener('scroll', () => this.#grid.render(this.#order.list, this.rows), { passive: true });
        this.#scroller.addEventListener('pointermove', e => (this.#hovered = this.#grid.keyAt(e.target) !== null), { passive: true });
        this.#scroller.addEventListener('pointerleave', () => (this.#hovered = false));
        this.#table.addEventListener('click', e => this.#clicked(e));
        this.#scroller.addEventListener('keydown', e => this.#pressed(e));
        this.#table.addEventListener('focusin', e => (this.#grid.current = this.#grid.keyAt(e.target) ?? this.#grid.current));
    }

    /** @param {MouseEvent} e */
    #clicked(e) {
        const key = this.#grid.keyAt(e.target);
        const state = key === null ? undefined : this.rows.get(key);
        // Who selects text to copy it does not choose.
        if (state && this.model.choosable(state.row) && getSelection()?.isCollapsed !== false) {
            this.choose(state);
        }
    }

    /** @param {KeyboardEvent} e */
    #pressed(e) {
        const place = Math.max(0, this.#grid.place);
        const step = { ArrowDown: 1, ArrowUp: -1, PageDown: this.#grid.page, PageUp: -this.#grid.page, Home: -Infinity, End: Infinity }[
            e.key
        ];
        const among = e.target === this.#scroller || this.#grid.keyAt(e.target) !== null;
        if (step === undefined || !among || e.ctrlKey || e.metaKey || e.altKey) {
            return;
        }
        e.preventDefault();
        const back = e.target === this.#scroller;
        const to = back && Math.abs(step) === 1 ? place : place + step;
        this.#grid.focus(Math.max(0, Math.min(to, this.#order.list.length - 1)), this.rows);
    }
}
