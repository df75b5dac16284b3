// SPDX-License-Identifier: MIT
import { fill, texts } from '../lang/language.js';
import { span } from '../lib/format.js';

/** Without an answer for so long, what is shown is called old. */
const patience = 4000;

/** How the page and the monitor get on. */
export class Link {
    #answeredAt = performance.now();
    #pausedAt = 0;
    #hasAnswered = false;
    #hasFailed = false;

    constructor() {
        // In a page that is not seen nothing is asked, so nothing is late.
        document.addEventListener('visibilitychange', () => (this.#answeredAt = performance.now()));
    }

    answered() {
        this.#answeredAt = performance.now();
        this.#hasAnswered = true;
        this.#hasFailed = false;
    }

    failed() {
        this.#hasFailed = true;
    }

    /** Paused, or going on: either way the waiting begins anew. */
    paused() {
        this.#pausedAt = performance.now();
        this.#answeredAt = performance.now();
    }

    get #age() {
        return performance.now() - this.#answeredAt;
    }

    /**
     * @param {boolean} paused
     * @returns {import('../view/header.js').ConnectionState}
     */
    state(paused) {
        if (paused) {
            return 'paused';
        }
        const isLate = this.#hasFailed || this.#age > patience;
        return isLate ? 'reconnecting' : this.#hasAnswered ? 'live' : 'connecting';
    }

    /**
     * @param {boolean} paused
     * @returns {Alert[]}
     */
    alerts(paused) {
        if (paused) {
            const title = fill(texts().paused_for, span(performance.now() - this.#pausedAt));
            return [{ id: 'paused', level: 'warn', title, detail: texts().paused_detail }];
        }
        if (this.#age <= patience || document.hidden) {
            return [];
        }
        return [{ id: 'stale', level: 'bad', title: fill(texts().stale, span(this.#age)), detail: texts().stale_detail }];
    }
}
