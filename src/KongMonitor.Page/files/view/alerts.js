// SPDX-License-Identifier: MIT
import { texts } from '../lang/language.js';
import { find, make, show } from '../lib/dom.js';

const signs = { bad: '■', warn: '▲', note: '●' };

/** @typedef {{ node: HTMLLIElement, sign: HTMLElement, title: HTMLElement, detail: HTMLElement, close: HTMLButtonElement }} Item */

/** The band of what must not be missed. Its items stay in place while their numbers move; what is new is read aloud once. */
export class AlertBand {
    /** @type {Map<string, Item>} */
    #items = new Map();
    #list = find('alerts', HTMLElement);
    #well = find('well', HTMLElement);
    #announcer = find('announcer', HTMLElement);

    /** @param {(id: string) => void} dismiss */
    constructor(dismiss) {
        this.dismiss = dismiss;
    }

    /**
     * @param {Alert[]} alerts
     * @param {boolean} known Whether there is anything to judge by.
     */
    render(alerts, known) {
        const ids = new Set(alerts.map(alert => alert.id));
        for (const [id, item] of this.#items) {
            if (!ids.has(id)) {
                item.node.remove();
                this.#items.delete(id);
            }
        }
        const fresh = alerts.filter(alert => !this.#items.has(alert.id));
        alerts.forEach((alert, place) => this.#place(this.#item(alert), place));
        if (fresh.length > 0) {
            this.#announcer.textContent = fresh.map(alert => `${alert.title} ${alert.detail}`).join('. ');
        }
        this.#well.hidden = !known || alerts.length > 0;
    }

    /** @param {Alert} alert */
    #item(alert) {
        let item = this.#items.get(alert.id);
        if (item === undefined) {
            item = this.#make(alert.id);
            this.#items.set(alert.id, item);
        }
        item.node.dataset.level = alert.level;
        show(item.sign, signs[alert.level]);
        show(item.title, alert.title);
        show(item.detail, alert.detail);
        show(item.close, texts().dismiss);
        item.close.hidden = alert.closes !== true;
        return item.node;
    }

    /** @param {string} id */
    #make(id) {
        const sign = make('span', { class: 'sign' });
        sign.setAttribute('aria-hidden', 'true');
        const title = make('b');
        const detail = make('p');
        const close = make('button');
        close.type = 'button';
        close.addEventListener('click', () => this.dismiss(id));
        const node = make('li', {}, sign, make('div', {}, title, detail), close);
        node.dataset.alert = id;
        return { node, sign, title, detail, close };
    }

    /**
     * @param {HTMLLIElement} node
     * @param {number} place
     */
    #place(node, place) {
        if (this.#list.children[place] !== node) {
            this.#list.insertBefore(node, this.#list.children[place] ?? null);
        }
    }
}
