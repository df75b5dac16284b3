// SPDX-License-Identifier: MIT
import { make } from '../lib/dom.js';
import { texts } from '../lang/language.js';
import { columns, isText } from './columns.js';

/** @typedef {import('../model/rows.js').RowState} RowState */
/** @typedef {import('../model/rows.js').Rows} Rows */

/**
 * @typedef {object} Looks How a row stands in its table.
 * @property {number} place
 * @property {boolean} chosen
 * @property {boolean} gone It is there only until the reader's hand is off the table.
 * @property {boolean} reachable The Tab key comes to it.
 */

/** A row on the screen. Only what changes is written. */
export class ShownRow {
    node = make('tr');

    /** @type {HTMLButtonElement | null} */
    button = null;

    /** @type {Text[]} */
    #texts = [];

    /** @type {HTMLTableCellElement[]} */
    #cells = [];

    /**
     * @param {import('../model/tables.js').TableModel} model
     * @param {RowState} state
     */
    constructor(model, state) {
        this.model = model;
        this.node.dataset.key = state.key;
        model.columns.forEach((id, place) => this.#add(id, place, state.row));
    }

    /**
     * @param {RowState} state
     * @param {Rows} rows
     * @param {Looks} looks
     * @param {(Node | null)[]} selected Texts that a selection begins or ends in: it would be gone with what they say.
     */
    fill(state, rows, looks, selected) {
        setData(this.node, 'chosen', String(looks.chosen));
        setData(this.node, 'gone', String(looks.gone));
        setAttribute(this.node, 'aria-rowindex', String(looks.place + 2));
        if (this.button !== null) {
            setAttribute(this.button, 'aria-pressed', String(looks.chosen));
            this.button.tabIndex = looks.reachable ? 0 : -1;
        }
        this.model.columns.forEach((id, place) => {
            const text = columns[id].show(state, rows);
            const node = this.#texts[place];
            if (node.data !== text && !selected.includes(node)) {
                node.data = text;
                this.#mark(id, this.#cells[place], text, state);
            }
        });
    }

    /**
     * @param {string} id
     * @param {number} place
     * @param {Row} row
     */
    #add(id, place, row) {
        const text = document.createTextNode('');
        const cell = make(place === 0 ? 'th' : 'td');
        cell.dataset.align = isText(id) ? 'left' : 'right';
        cell.append(place === 0 ? this.#head(cell, text, row) : text);
        this.#texts.push(text);
        this.#cells.push(cell);
        this.node.append(cell);
    }

    /**
     * @param {HTMLTableCellElement} cell
     * @param {Text} text
     * @param {Row} row
     */
    #head(cell, text, row) {
        cell.scope = 'row';
        cell.className = row.other ? 'other' : '';
        if (!this.model.choosable(row)) {
            return text;
        }
        this.node.dataset.choosable = '';
        this.button = make('button', {}, text);
        this.button.type = 'button';
        return this.button;
    }

    /**
     * @param {string} id
     * @param {HTMLTableCellElement} cell
     * @param {string} text
     * @param {RowState} state
     */
    #mark(id, cell, text, state) {
        if (isText(id)) {
            cell.title = hint(text, state.row);
        }
        const bad = columns[id].bad;
        if (bad) {
            setData(cell, 'level', bad(state) ? 'bad' : '');
        }
    }
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
