// SPDX-License-Identifier: MIT
import { difference, percentile } from './histogram.js';

/** A point tells of so many milliseconds before it. */
export const windowLength = 5000;

/** How long a reading's distance from the window's begin may be: readings come once a second. */
const slack = 400;

/** Readings that are further apart have a gap between them: nobody asked meanwhile. */
export const longestStep = 12_000;

const kept = 15 * 60_000;

/** Rates, shares and percentiles over the last 15 minutes of both legs: of everything, of a filter, or of a row. */
export class Series {
    /** @type {Reading[]} */
    #readings = [];

    /** @type {[Point[], Point[]]} */
    #points = [[], []];

    /**
     * The points of a leg, oldest first.
     * @param {number} leg
     */
    of(leg) {
        return this.#points[leg];
    }

    /**
     * The newest point of a leg.
     * @param {number} leg
     */
    latest(leg) {
        return this.#points[leg].at(-1) ?? null;
    }

    clear() {
        this.#readings = [];
        this.#points = [[], []];
    }

    /**
     * What the monitor remembers from before the page was opened.
     * @param {History} history
     */
    seed(history) {
        const first = this.#points[0][0]?.time ?? Infinity;
        const older = history.points.filter(point => Date.parse(point.time) < first);
        for (const leg of [0, 1]) {
            const points = older.map((point, place) => {
                const sums = point.legs[leg];
                const time = Date.parse(point.time);
                const length = place > 0 ? time - Date.parse(older[place - 1].time) : history.step_ms;
                return pointOf(time, length, { ...sums, buckets: sums.latency_buckets });
            });
            this.#points[leg].unshift(...points);
        }
    }

    /** @param {Reading} reading */
    add(reading) {
        const last = this.#readings.at(-1);
        if (reading.time === last?.time) {
            return;
        }
        if (last && reading.time < last.time) {
            this.clear(); // the clock was set back
        } else if (last && reading.time - last.time > longestStep) {
            this.#interrupt(last.time);
        }
        this.#readings.push(reading);
        while (this.#readings.length > 2 && this.#readings[1].time <= reading.time - windowLength + slack) {
            this.#readings.shift();
        }
        const before = this.#readings[0];
        if (before !== reading) {
            reading.legs.forEach((_, leg) => this.#addPoint(leg, reading, before));
        }
    }

    /**
     * How what came in a gap is spread over it is not known: nothing is drawn there.
     * @param {number} last
     */
    #interrupt(last) {
        this.#readings = [];
        for (const points of this.#points) {
            points.push({ time: last + 1, rate: null, share: null, p50: null, p95: null, p99: null });
        }
    }

    /**
     * @param {number} leg
     * @param {Reading} now
     * @param {Reading} before
     */
    #addPoint(leg, now, before) {
        const sums = between(now.legs[leg], before.legs[leg]);
        if (sums === null) {
            return;
        }
        const points = this.#points[leg];
        points.push(pointOf(now.time, now.time - before.time, sums));
        while (points[0].time < now.time - kept) {
            points.shift();
        }
    }
}

/**
 * @param {LegSums} now
 * @param {LegSums} before
 * @returns {LegSums | null}
 */
function between(now, before) {
    const sums = {
        requests: now.requests - before.requests,
        responses: now.responses - before.responses,
        errors: now.errors - before.errors,
        unanswered: now.unanswered - before.unanswered,
        buckets: now.buckets && before.buckets ? difference(now.buckets, before.buckets) : null,
    };
    return sums.requests < 0 || sums.responses < 0 ? null : sums;
}

/**
 * @param {number} time
 * @param {number} length
 * @param {LegSums} sums
 * @returns {Point}
 */
function pointOf(time, length, sums) {
    const ended = sums.responses + sums.unanswered;
    return {
        time,
        rate: (sums.requests * 1000) / length,
        share: ended > 0 ? Math.min(1, Math.max(0, sums.errors) / ended) : null,
        p50: sums.buckets && percentile(sums.buckets, 50),
        p95: sums.buckets && percentile(sums.buckets, 95),
        p99: sums.buckets && percentile(sums.buckets, 99),
    };
}
