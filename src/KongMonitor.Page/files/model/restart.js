// SPDX-License-Identifier: MIT
import { fill, texts } from '../lang/language.js';
import { clock, moment } from '../lib/format.js';

/** @typedef {{ same: boolean, started: string, since: string }} Change */

/** Notices that another process answers, and whether it goes on with the count. */
export class Restart {
    /** @type {Snapshot | null} */
    #last = null;

    /** @type {Change | null} */
    #change = null;

    /**
     * Looks at the next snapshot.
     * @param {Snapshot} snapshot
     * @returns {boolean} Whether a new count began: what was remembered of the old one is of no use.
     */
    look(snapshot) {
        const before = this.#last;
        this.#last = snapshot;
        const fresh = before !== null && before.since !== snapshot.since;
        if (before !== null && (fresh || before.process.started !== snapshot.process.started)) {
            this.#change = { same: !fresh, started: snapshot.process.started, since: snapshot.since };
        }
        return fresh;
    }

    dismiss() {
        this.#change = null;
    }

    /** @returns {Alert[]} */
    get alerts() {
        if (this.#change === null) {
            return [];
        }
        const { same, started, since } = this.#change;
        const detail = fill(same ? texts().restarted_same_detail : texts().restarted_new_detail, clock(started), moment(since));
        const title = same ? texts().restarted_same : texts().restarted_new;
        return [{ id: 'restart', level: same ? 'note' : 'warn', title, detail, closes: true }];
    }
}
