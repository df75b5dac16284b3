// SPDX-License-Identifier: MIT

const interval = 1000;
const patience = 10_000;
const longestWait = 8000;

/** What the monitor would not do for a filter. */
export class Refusal extends Error {
    /** @param {FilterError} error */
    constructor(error) {
        super(error.message);
        this.error = error;
    }
}

/** It answers, but not now. */
class Unavailable extends Error {
    /** @param {Response} response */
    constructor(response) {
        super(String(response.status));
        this.wait = Number(response.headers.get('Retry-After')) * 1000;
    }
}

/**
 * Asks once a second while the page is seen. One question at a time; after a failure it waits longer each time.
 * @template T
 */
export class Poller {
    #failures = 0;
    #generation = 0;
    #paused = false;

    /** @type {number | undefined} */
    #timer;

    /** @type {AbortController | null} */
    #asking = null;

    /**
     * @param {() => string} address What to ask for, at each turn.
     * @param {(answer: T) => void} answered
     * @param {(error: Error) => void} failed
     */
    constructor(address, answered, failed) {
        this.address = address;
        this.answered = answered;
        this.failed = failed;
        document.addEventListener('visibilitychange', () => this.now());
    }

    /** @param {boolean} paused */
    set paused(paused) {
        this.#paused = paused;
        this.now();
    }

    /** Asks at once, whatever it was doing. */
    now() {
        this.#generation++;
        this.#asking?.abort();
        clearTimeout(this.#timer);
        if (!this.#paused && !document.hidden) {
            void this.#turn(this.#generation);
        }
    }

    /** @param {number} generation */
    async #turn(generation) {
        const begun = performance.now();
        let wait = interval;
        try {
            const answer = await this.#ask();
            if (generation !== this.#generation) {
                return;
            }
            this.#failures = 0;
            this.answered(answer);
        } catch (e) {
            if (generation !== this.#generation) {
                return;
            }
            wait = this.#waitAfter(e);
            this.failed(e instanceof Error ? e : new Error(String(e)));
        }
        if (generation === this.#generation) {
            this.#timer = setTimeout(() => void this.#turn(generation), Math.max(100, wait - (performance.now() - begun)));
        }
    }

    /** @returns {Promise<T>} */
    async #ask() {
        const asking = new AbortController();
        this.#asking = asking;
        const impatience = setTimeout(() => asking.abort(), patience);
        try {
            const response = await fetch(this.address(), { signal: asking.signal, cache: 'no-store' });
            if (!response.ok) {
                throw await refusalOf(response);
            }
            return await response.json();
        } finally {
            clearTimeout(impatience);
        }
    }

    /** @param {unknown} error */
    #waitAfter(error) {
        if (error instanceof Refusal) {
            return interval;
        }
        const asked = error instanceof Unavailable ? error.wait : 0;
        return Math.max(asked, Math.min(longestWait, interval * 2 ** this.#failures++));
    }
}

/** @param {Response} response */
async function refusalOf(response) {
    if (response.status === 400) {
        const body = await response.json();
        return new Refusal(body.error);
    }
    return new Unavailable(response);
}
