// SPDX-License-Identifier: MIT
import { fill, texts } from '../lang/language.js';
import { find, make, show } from '../lib/dom.js';
import { bound, none, rate, share } from '../lib/format.js';
import { boundsOf } from '../model/histogram.js';
import { windowLength } from '../model/series.js';

/** A share of errors from here on is shown as bad. */
const badShare = 0.01;

/** The numbers that are read first. */
export class Figures {
    #rate = figure('rate');
    #share = figure('share');
    #percentiles = [figure('p50'), figure('p95'), figure('p99')];

    constructor() {
        find('figures', HTMLElement).append(
            ...[this.#rate, this.#share, ...this.#percentiles].map(item => make('div', {}, item.title, item.value)),
        );
        this.translate();
    }

    translate() {
        const over = fill(texts().over_seconds, String(windowLength / 1000));
        show(this.#rate.title, `${texts().requests_per_second} · ${over}`);
        show(this.#share.title, texts().error_share);
        ['p50', 'p95', 'p99'].forEach((name, place) => show(this.#percentiles[place].title, `${name} · ${texts().latency}`));
    }

    /**
     * @param {Point | null} point
     * @param {number[]} bounds
     */
    render(point, bounds) {
        show(this.#rate.value, point ? rate(point.rate) : none);
        show(this.#share.value, share(point?.share ?? null));
        this.#share.value.dataset.level = (point?.share ?? 0) >= badShare ? 'bad' : '';
        const values = [point?.p50, point?.p95, point?.p99];
        values.forEach((bucket, place) => show(this.#percentiles[place].value, bound(boundsOf(bucket ?? null, bounds))));
    }
}

/** @param {string} id */
function figure(id) {
    const value = make('dd', { text: none });
    value.dataset.figure = id;
    return { title: make('dt'), value };
}
