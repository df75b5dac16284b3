// SPDX-License-Identifier: MIT
import { fill, texts } from '../lang/language.js';
import { onColors } from '../lib/colors.js';
import { find } from '../lib/dom.js';
import { bound, microseconds, none, rate, share } from '../lib/format.js';
import { boundsOf } from '../model/histogram.js';
import { Chart } from './chart.js';

/** Requests a second, share of errors and latency over the time. */
export class Charts {
    /** @type {number[]} */
    #bounds = [];
    #charts = [this.#rates(), this.#shares(), this.#latency()].map(model => new Chart(model));

    constructor() {
        find('charts', HTMLElement).append(...this.#charts.map(chart => chart.node));
        onColors(() => this.reset());
        this.reset();
    }

    reset() {
        this.#charts.forEach(chart => chart.reset());
    }

    /**
     * @param {Point[]} points
     * @param {Point[] | null} whole
     * @param {number} now
     * @param {number[]} bounds
     */
    render(points, whole, now, bounds) {
        this.#bounds = bounds;
        this.#charts.forEach(chart => chart.render(points, whole, now));
    }

    /** @returns {import('./chart.js').ChartModel} */
    #rates() {
        return {
            id: 'rate',
            title: () => texts().requests_per_second,
            lines: [{ title: () => texts().requests_per_second, color: 'series-1', of: point => point.rate }],
            whole: { title: () => texts().whole_line, color: 'series-whole', dashed: true, of: point => point.rate },
            show: value => rate(value),
            axis: value => value.toLocaleString('en-US'),
            describe: point => fill(texts().chart_requests, spoken(rate(point.rate))),
        };
    }

    /** @returns {import('./chart.js').ChartModel} */
    #shares() {
        return {
            id: 'share',
            title: () => texts().error_share,
            lines: [{ title: () => texts().error_share, color: 'series-3', of: point => point.share }],
            whole: { title: () => texts().whole_line, color: 'series-whole', dashed: true, of: point => point.share },
            show: value => share(value),
            axis: value => `${Number((value * 100).toPrecision(3))} %`,
            describe: point => fill(texts().chart_errors, spoken(share(point.share))),
        };
    }

    /** @returns {import('./chart.js').ChartModel} */
    #latency() {
        return {
            id: 'latency',
            title: () => `${texts().latency} (${texts().upper_bounds})`,
            lines: [
                { title: () => 'p50', color: 'series-1', of: point => this.#height(point.p50) },
                { title: () => 'p95', color: 'series-2', of: point => this.#height(point.p95) },
                { title: () => 'p99', color: 'series-3', of: point => this.#height(point.p99) },
            ],
            whole: { title: () => texts().whole_p95, color: 'series-whole', dashed: true, of: point => this.#height(point.p95) },
            logarithmic: true,
            show: value => (value === null ? none : microseconds(value)),
            axis: microseconds,
            describe: point =>
                fill(
                    texts().chart_latency,
                    ...[point.p50, point.p95, point.p99].map(bucket => spoken(bound(boundsOf(bucket, this.#bounds)))),
                ),
        };
    }

    /**
     * A percentile is drawn at its bucket's upper bound; the last bucket has none and is drawn at its lower one.
     * @param {number | null} bucket
     */
    #height(bucket) {
        const bounds = boundsOf(bucket, this.#bounds);
        return bounds && (bounds[1] ?? bounds[0]);
    }
}

/**
 * A dash is silent.
 * @param {string} text
 */
function spoken(text) {
    return text === none ? texts().no_value : text;
}
