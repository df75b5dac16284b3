// SPDX-License-Identifier: MIT
import { texts } from '../lang/language.js';
import { find, make, show } from '../lib/dom.js';
import { bytes, clock, count, none, rate, share } from '../lib/format.js';
import { legNames } from '../model/words.js';

/** @type {{ id: string, title: () => string, value: (leg: Leg, rate: number | null) => string, bad?: (leg: Leg) => boolean }[]} */
const cells = [
    { id: 'rate', title: () => texts().column_rate, value: (_, now) => rate(now) },
    { id: 'requests', title: () => texts().column_requests, value: leg => count(leg.requests) },
    { id: 'responses', title: () => texts().column_responses, value: leg => count(leg.responses) },
    { id: 'in_flight', title: () => texts().in_flight, value: leg => count(leg.in_flight) },
    { id: 'errors', title: () => texts().column_errors, value: leg => count(leg.errors), bad: leg => leg.errors > 0 },
    {
        id: 'share',
        title: () => texts().column_share,
        value: leg => share(leg.requests > 0 ? Math.min(1, leg.errors / leg.requests) : null),
    },
    { id: 'unanswered', title: () => texts().reason_unanswered, value: leg => count(leg.unanswered), bad: leg => leg.unanswered > 0 },
    { id: 'desynced', title: () => texts().reason_desynced, value: leg => count(leg.desynced), bad: leg => leg.desynced > 0 },
    { id: 'sent', title: () => texts().column_sent, value: leg => bytes(leg.bytes_sent) },
    { id: 'received', title: () => texts().column_received, value: leg => bytes(leg.bytes_received) },
    { id: 'last', title: () => texts().last_activity, value: leg => (leg.last_activity ? clock(leg.last_activity) : none) },
];

/** The sums of both legs, of everything: the place where the leg is chosen that the rest of the page shows. */
export class Totals {
    #heads = cells.map(() => make('th'));
    #legHead = make('th');

    /** @param {(leg: number) => void} chosen */
    constructor(chosen) {
        this.#heads.forEach(head => (head.scope = 'col'));
        this.#legHead.scope = 'col';
        this.rows = legNames.map((name, leg) => new TotalsRow(name, leg, chosen));
        const table = find('totals', HTMLTableElement);
        table.append(
            make('thead', {}, make('tr', {}, this.#legHead, ...this.#heads)),
            make('tbody', {}, ...this.rows.map(row => row.node)),
        );
        this.translate();
    }

    translate() {
        show(this.#legHead, texts().leg);
        cells.forEach((cell, place) => show(this.#heads[place], cell.title()));
        this.rows.forEach(row => row.translate());
    }

    /**
     * @param {Snapshot} snapshot
     * @param {boolean} filtered
     * @param {number} leg
     * @param {(number | null)[]} rates
     */
    render(snapshot, filtered, leg, rates) {
        show(find('totals-note', HTMLElement), filtered ? texts().totals_unfiltered : texts().totals_everything);
        this.rows.forEach((row, place) => row.render(snapshot.legs[place], place === leg, rates[place]));
    }
}

class TotalsRow {
    #cells = cells.map(cell => {
        const node = make('td');
        node.dataset.total = cell.id;
        return node;
    });
    #radio = make('input');
    #name = make('span');
    #detail = make('small');

    /**
     * @param {LegName} name
     * @param {number} leg
     * @param {(leg: number) => void} chosen
     */
    constructor(name, leg, chosen) {
        this.name = name;
        this.#radio.type = 'radio';
        this.#radio.name = 'leg';
        this.#radio.id = `leg-${name}`;
        this.#radio.addEventListener('change', () => chosen(leg));
        const head = make('th', {}, make('label', {}, this.#radio, this.#name, this.#detail));
        head.scope = 'row';
        this.node = make('tr', {}, head, ...this.#cells);
        this.node.dataset.leg = name;
        this.node.addEventListener('click', () => chosen(leg));
    }

    translate() {
        show(this.#name, texts()[this.name]);
        show(this.#detail, texts()[`${this.name}_detail`]);
    }

    /**
     * @param {Leg} leg
     * @param {boolean} chosen
     * @param {number | null} rate
     */
    render(leg, chosen, rate) {
        this.#radio.checked = chosen;
        this.node.dataset.chosen = String(chosen);
        cells.forEach((cell, place) => {
            show(this.#cells[place], cell.value(leg, rate));
            this.#cells[place].dataset.level = cell.bad?.(leg) ? 'bad' : '';
        });
    }
}
