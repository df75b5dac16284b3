// SPDX-License-Identifier: MIT
import { make, show } from '../lib/dom.js';
import { color } from '../lib/colors.js';
import { clock } from '../lib/format.js';
import { texts } from '../lang/language.js';

/** @typedef {{ title: () => string, color: string, dashed?: boolean, of: (point: Point) => number | null }} Line */

const height = 160;
/** Seconds that a chart shows at least, and at most. */
const shortest = 60;
const longest = 15 * 60;
const tableRows = 10;

/**
 * @typedef {object} ChartModel
 * @property {string} id
 * @property {() => string} title
 * @property {Line[]} lines Of what is looked at.
 * @property {Line} whole The leg's, beside a part of it.
 * @property {boolean} [logarithmic]
 * @property {(value: number | null) => string} show
 * @property {(value: number) => string} axis
 * @property {(point: Point) => string} describe What a screen reader says of the newest point.
 */

/** A chart of the last 15 minutes, with its newest values as a sentence and as a table. */
export class Chart {
    /** @type {uPlot | null} */
    #plot = null;

    /** @type {uPlot.AlignedData} */
    #data = [[]];
    #title = make('span');
    #keys = make('span', { class: 'keys' });
    #place = make('div', { class: 'plot' });
    #summary = make('summary');
    #table = make('table');
    #details = make('details', {}, this.#summary, this.#table);

    /** @param {ChartModel} model */
    constructor(model) {
        this.model = model;
        this.#place.setAttribute('role', 'img');
        this.node = make('figure', {}, make('figcaption', {}, this.#title, this.#keys), this.#place, this.#details);
        this.node.dataset.chart = model.id;
        new ResizeObserver(() => this.#plot?.setSize(this.#size)).observe(this.#place);
    }

    get #lines() {
        return [...this.model.lines, this.model.whole];
    }

    get #size() {
        return { width: Math.max(200, this.#place.clientWidth), height };
    }

    /** Draws all of it again: in other colours, or in another language. */
    reset() {
        this.#plot?.destroy();
        this.#plot = null;
        show(this.#title, this.model.title());
        show(this.#summary, texts().latest_values);
        this.#table.setAttribute('aria-label', this.model.title());
        this.#keys.replaceChildren(
            ...this.#lines.map(line => {
                const sample = make('i', { class: line.dashed ? 'dashed' : '' });
                sample.style.borderColor = `var(--${line.color})`;
                return make('span', {}, sample, document.createTextNode(line.title()));
            }),
        );
    }

    /**
     * @param {Point[]} points
     * @param {Point[] | null} whole The leg's, where the points are of a part of it.
     * @param {number} now
     */
    render(points, whole, now) {
        this.#data = aligned(this.#lines, points, whole);
        if (this.#plot === null) {
            this.#plot = new uPlot(this.#options(), this.#data, this.#place);
            this.#place.firstElementChild?.setAttribute('aria-hidden', 'true');
        }
        this.#plot.batch(() => {
            this.#plot?.setSeries(this.#lines.length, { show: whole !== null });
            this.#plot?.setData(this.#data, false);
            this.#plot?.setScale('x', { min: now / 1000 - lengthOf(this.#data[0], now), max: now / 1000 });
        });
        const shown = this.#keys.lastElementChild;
        if (shown instanceof HTMLElement) {
            shown.hidden = whole === null;
        }
        this.#describe(points);
    }

    /** @param {Point[]} points */
    #describe(points) {
        const latest = points.at(-1);
        const sentence = latest ? this.model.describe(latest) : `${this.model.title()}: ${texts().no_value}`;
        if (this.#place.getAttribute('aria-label') !== sentence) {
            this.#place.setAttribute('aria-label', sentence);
        }
        if (this.#details.open) {
            this.#fillTable(points);
        }
    }

    /** @param {Point[]} points */
    #fillTable(points) {
        const head = make('tr', {}, ...[texts().time, ...this.model.lines.map(line => line.title())].map(text => columnHead(text)));
        const rows = points.slice(-tableRows).reverse();
        const cells = (/** @type {Point} */ point) => [clock(point.time), ...this.model.lines.map(line => this.model.show(line.of(point)))];
        this.#table.replaceChildren(
            make('thead', {}, head),
            make('tbody', {}, ...rows.map(point => make('tr', {}, ...cells(point).map(text => make('td', { text }))))),
        );
    }

    /** @returns {uPlot.Options} */
    #options() {
        const quiet = color('quiet');
        const grid = { stroke: color('line'), width: 1 };
        const axis = { stroke: quiet, grid, ticks: grid, font: '11px system-ui, sans-serif' };
        return {
            ...this.#size,
            legend: { show: false },
            cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
            scales: { x: { time: true }, y: this.#scale() },
            axes: [
                { ...axis, size: 24, space: 90, values: (_, ticks) => ticks.map(tick => clock(tick * 1000)) },
                { ...axis, size: 58, space: 26, values: (_, ticks) => ticks.map(tick => (tick === null ? '' : this.model.axis(tick))) },
            ],
            series: [
                {},
                ...this.#lines.map(line => ({
                    label: line.title(),
                    stroke: color(line.color),
                    width: line.dashed ? 1 : 1.75,
                    dash: line.dashed ? [4, 3] : undefined,
                    points: { show: false },
                    spanGaps: false,
                })),
            ],
        };
    }

    /** @returns {uPlot.Scale} */
    #scale() {
        if (this.model.logarithmic) {
            return { distr: 3, range: (_, low, high) => uPlot.rangeLog(low || 100, high || 10_000, 10, true) };
        }
        return { range: (_, _low, high) => [0, high ? high * 1.1 : 1] };
    }
}

/**
 * From the first point on, within limits.
 * @param {ArrayLike<number>} times
 * @param {number} now
 */
function lengthOf(times, now) {
    const known = times.length > 0 ? now / 1000 - times[0] : 0;
    return Math.min(longest, Math.max(shortest, known));
}

/** @param {string} text */
function columnHead(text) {
    const cell = make('th', { text });
    cell.scope = 'col';
    return cell;
}

/**
 * One row of times for all lines: both series were read at the same moments, though one may have begun later.
 * @param {Line[]} lines
 * @param {Point[]} points
 * @param {Point[] | null} whole
 * @returns {uPlot.AlignedData}
 */
function aligned(lines, points, whole) {
    const own = lines.slice(0, -1);
    const other = lines[lines.length - 1];
    if (whole === null) {
        return [points.map(point => point.time / 1000), ...own.map(line => points.map(line.of)), points.map(() => null)];
    }
    const byTime = new Map(points.map(point => [point.time, point]));
    return [
        whole.map(point => point.time / 1000),
        ...own.map(line =>
            whole.map(point => {
                const same = byTime.get(point.time);
                return same === undefined ? null : line.of(same);
            }),
        ),
        whole.map(other.of),
    ];
}
