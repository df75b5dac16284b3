// SPDX-License-Identifier: MIT
import { Series } from './series.js';
import { readingOf, rowOf } from './readings.js';

/** The series of everything, of the filter and of the chosen row. */
export class Histories {
    whole = new Series();
    filter = new Series();
    chosen = new Series();

    clear() {
        this.whole.clear();
        this.filter.clear();
        this.chosen.clear();
    }

    /** What the monitor remembers from before. It is no loss if it does not. */
    async load() {
        try {
            const response = await fetch('api/history', { cache: 'no-store' });
            if (response.ok) {
                this.whole.seed(await response.json());
            }
        } catch {
            // The charts then begin now.
        }
    }

    /**
     * @param {Snapshot} snapshot
     * @param {Choice | null} choice
     * @param {Row | null} row The chosen row, where no filter can mean it.
     */
    add(snapshot, choice, row) {
        this.whole.add(readingOf(snapshot, snapshot.legs));
        if (snapshot.view.filter !== '' && snapshot.view.matched !== null) {
            this.filter.add(readingOf(snapshot, snapshot.view.matched));
        }
        if (snapshot.view.chosen !== null) {
            this.chosen.add(readingOf(snapshot, snapshot.view.chosen));
        } else if (choice?.filter === null && row !== null) {
            this.chosen.add(rowOf(snapshot, row, choice.leg));
        }
    }
}
