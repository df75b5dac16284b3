// SPDX-License-Identifier: MIT

const minute = 60_000;

/** @typedef {{ time: number, counters: Counters }} Sample */

/** How much of each counter came in the last minute, or since the page was opened. */
export class Recent {
    /** @type {Sample[]} */
    #samples = [];

    clear() {
        this.#samples = [];
    }

    /**
     * @param {number} time
     * @param {Counters} counters
     */
    add(time, counters) {
        if (time < (this.#samples.at(-1)?.time ?? time)) {
            this.clear(); // the clock was set back
        }
        this.#samples.push({ time, counters });
        while (this.#samples.length > 1 && this.#samples[1].time <= time - minute) {
            this.#samples.shift();
        }
    }

    /** Milliseconds that are looked back upon: more than a minute only over a gap. */
    get span() {
        const last = this.#samples.at(-1);
        return last ? last.time - this.#samples[0].time : 0;
    }

    /** @param {string} name */
    of(name) {
        const last = this.#samples.at(-1);
        return last ? (last.counters[name] ?? 0) - (this.#samples[0].counters[name] ?? 0) : 0;
    }
}
