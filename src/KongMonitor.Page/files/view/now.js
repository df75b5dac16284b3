// SPDX-License-Identifier: MIT
import { texts } from '../lang/language.js';
import { find, show } from '../lib/dom.js';
import { Charts } from './charts.js';
import { Figures } from './figures.js';

/** Figures and charts, and what they are of: everything, what the filter matches, or the chosen row. */
export class Now {
    #figures = new Figures();
    #charts = new Charts();
    #scope = find('scope', HTMLElement);
    #chosen = find('chosen', HTMLElement);
    #title = find('chosen-title', HTMLElement);
    #note = find('chosen-note', HTMLElement);
    #unchoose = find('unchoose', HTMLButtonElement);
    #useAsFilter = find('chosen-filter', HTMLButtonElement);

    /**
     * @param {() => void} unchoose
     * @param {() => void} useAsFilter
     */
    constructor(unchoose, useAsFilter) {
        this.#unchoose.addEventListener('click', unchoose);
        this.#useAsFilter.addEventListener('click', useAsFilter);
    }

    translate() {
        this.#figures.translate();
        this.#charts.reset();
    }

    /**
     * @param {Snapshot} snapshot
     * @param {import('../model/histories.js').Histories} histories
     * @param {Choice | null} choice
     * @param {boolean} isThere Whether the chosen row is still there.
     * @param {number} leg
     */
    render(snapshot, histories, choice, isThere, leg) {
        const { filter, exchanges_withheld: withheld } = snapshot.view;
        const isFiltered = filter !== '' && withheld.length === 0;
        const series = choice !== null ? histories.chosen : isFiltered ? histories.filter : histories.whole;
        const whole = series === histories.whole ? null : histories.whole.of(leg);
        this.#figures.render(series.latest(leg), snapshot.latency_bounds_us);
        this.#charts.render(series.of(leg), whole, Date.parse(snapshot.time), snapshot.latency_bounds_us);
        this.#renderScope(filter, withheld, choice, isThere, leg);
    }

    /**
     * @param {string} filter
     * @param {string[]} withheld
     * @param {Choice | null} choice
     * @param {boolean} isThere
     * @param {number} leg
     */
    #renderScope(filter, withheld, choice, isThere, leg) {
        const name = leg === 0 ? texts().downstream : texts().upstream;
        const part =
            filter === ''
                ? texts().scope_whole
                : withheld.length > 0
                  ? `${texts().withheld_charts} ${withheld.join(', ')}`
                  : texts().scope_filter;
        show(this.#scope, choice === null ? `${name} · ${part}` : name);
        this.#chosen.hidden = choice === null;
        if (choice !== null) {
            show(this.#title, choice.title());
            show(this.#note, !isThere ? texts().chosen_gone : choice.filter === null ? texts().no_latency : '');
            show(this.#unchoose, filter === '' ? texts().unchoose : texts().unchoose_filtered);
            this.#useAsFilter.hidden = choice.filter === null;
        }
    }
}
