// SPDX-License-Identifier: MIT

const patience = 6000;
const longestWait = 8000;

/** The events of a filter, for as long as the page is seen. A stream that ends or falls silent is begun again. */
export class Stream {
    /** @type {EventSource | null} */
    #source = null;

    /** @type {number | undefined} */
    #timer;
    #failures = 0;
    #paused = false;

    /**
     * @param {() => string} address
     * @param {(hello: Hello) => void} greeted
     * @param {(seen: number, events: TrafficEvent[]) => void} received
     */
    constructor(address, greeted, received) {
        this.address = address;
        this.greeted = greeted;
        this.received = received;
        document.addEventListener('visibilitychange', () => this.restart());
    }

    /** @param {boolean} paused */
    set paused(paused) {
        this.#paused = paused;
        this.restart();
    }

    restart() {
        this.#failures = 0;
        this.#open();
    }

    #open() {
        this.#source?.close();
        this.#source = null;
        clearTimeout(this.#timer);
        if (this.#paused || document.hidden) {
            return;
        }
        const source = new EventSource(this.address());
        this.#source = source;
        source.addEventListener('hello', message => {
            this.#failures = 0;
            this.#hear();
            this.greeted(JSON.parse(message.data));
        });
        source.addEventListener('traffic', message => {
            this.#hear();
            const batch = JSON.parse(message.data);
            this.received(batch.seen, batch.events);
        });
        // The browser would try again by itself, but not after every kind of end, and without growing patience.
        source.addEventListener('error', () => this.#again());
        this.#hear();
    }

    #hear() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#again(), patience);
    }

    #again() {
        this.#source?.close();
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#open(), Math.min(longestWait, 1000 * 2 ** this.#failures++));
    }
}
