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
        document.addEventListener('visibilitychange', () => (document.hidden ? this.#stop() : this.#resume()));
    }

    /** @param {boolean} paused */
    set paused(paused) {
        this.#paused = paused;
        if (paused) {
            this.#stop();
        } else {
            this.#resume();
        }
    }

    /** Asks at once, whatever it was doing; while paused this once. */
    now() {
        this.#stop();
        if (!document.hidden) {
            void this.#turn(this.#generation);
        }
    }

    #resume() {
        if (!this.#paused) {
            this.now();
        }
    }

    #stop() {
        this.#generation++;
        this.#asking?.abort();
        clearTimeout(this.#timer);
    }

    /** @param {number} generation */
    async #turn(generation) {
        const begun = performance.now();
        /** @type {T | Error} */
        let answer;
        try {
            answer = await this.#ask();
        } catch (e) {
            answer = e instanceof Error ? e : new Error(String(e));
        }
        if (generation !== this.#generation) {
            return;
        }
        const wait = answer instanceof Error ? this.#waitAfter(answer) : interval;
        if (!this.#paused) {
            this.#timer = setTimeout(() => void this.#turn(generation), Math.max(100, wait - (performance.now() - begun)));
        }
        this.#tell(answer);
    }

    /** @param {T | Error} answer */
    #tell(answer) {
        if (answer instanceof Error) {
            this.failed(answer);
        } else {
            this.#failures = 0;
            this.answered(answer);
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

    /** @param {Error} error */
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
