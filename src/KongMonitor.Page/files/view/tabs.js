// SPDX-License-Identifier: MIT
import { texts } from '../lang/language.js';
import { find, make, show } from '../lib/dom.js';

/** Tabs of which one panel is seen: arrows go from one to the next. */
export class Tabs {
    /** @type {Map<TableName, { tab: HTMLButtonElement, panel: HTMLElement }>} */
    #all = new Map();
    #list = find('tabs', HTMLElement);

    /**
     * @param {TableName[]} names
     * @param {(name: TableName) => HTMLElement} content
     * @param {(name: TableName) => void} chosen
     */
    constructor(names, content, chosen) {
        this.chosen = chosen;
        this.current = names[0];
        for (const name of names) {
            const tab = make('button');
            tab.type = 'button';
            tab.id = `tab-${name}`;
            tab.setAttribute('role', 'tab');
            tab.setAttribute('aria-controls', `panel-${name}`);
            tab.addEventListener('click', () => this.choose(name));
            const panel = make('div', {}, content(name));
            panel.id = `panel-${name}`;
            panel.setAttribute('role', 'tabpanel');
            panel.setAttribute('aria-labelledby', tab.id);
            this.#all.set(name, { tab, panel });
            this.#list.append(tab);
            find('panels', HTMLElement).append(panel);
        }
        this.#list.addEventListener('keydown', e => this.#pressed(e));
        this.translate();
        this.#mark();
    }

    /** @param {TableName} name */
    choose(name) {
        this.current = name;
        this.#mark();
        this.chosen(name);
    }

    translate() {
        for (const [name, { tab }] of this.#all) {
            show(tab, String(texts()[`table_${name}`]));
        }
    }

    #mark() {
        for (const [name, { tab, panel }] of this.#all) {
            const selected = name === this.current;
            tab.setAttribute('aria-selected', String(selected));
            tab.tabIndex = selected ? 0 : -1;
            panel.hidden = !selected;
        }
    }

    /** @param {KeyboardEvent} e */
    #pressed(e) {
        const names = [...this.#all.keys()];
        const place = names.indexOf(this.current);
        const to = { ArrowRight: place + 1, ArrowLeft: place - 1 + names.length, Home: 0, End: names.length - 1 }[e.key];
        if (to !== undefined) {
            e.preventDefault();
            const name = names[to % names.length];
            this.choose(name);
            this.#all.get(name)?.tab.focus();
        }
    }
}
