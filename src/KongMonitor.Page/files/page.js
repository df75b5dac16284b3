// SPDX-License-Identifier: MIT
import { language, texts, translate } from './lang/language.js';
import { find, press, show } from './lib/dom.js';
import { sorted, troubleCounters, troubleOf } from './model/alerts.js';
import { Histories } from './model/histories.js';
import { Link } from './model/link.js';
import { Poller, Refusal } from './model/poller.js';
import { Recent } from './model/recent.js';
import { Restart } from './model/restart.js';
import { Selection } from './model/selection.js';
import { Stream } from './model/stream.js';
import { AlertBand } from './view/alerts.js';
import { Events } from './view/events.js';
import { FilterBox } from './view/filter-box.js';
import { Header } from './view/header.js';
import { Now } from './view/now.js';
import { connectSettings } from './view/settings.js';
import { Tables } from './view/tables.js';
import { Totals } from './view/totals.js';

/** The page: what the monitor answers goes to the views, what the reader does goes to the selection. */
export class Page {
    #selection = new Selection();
    #histories = new Histories();
    #recent = new Recent();
    #restart = new Restart();
    #link = new Link();

    /** @type {Snapshot | null} */
    #snapshot = null;
    #paused = false;

    #header = new Header();
    #band = new AlertBand(() => this.#dismiss());
    #totals = new Totals(leg => this.#chooseLeg(leg));
    #filterBox = new FilterBox(text => this.#filter(text));
    #now = new Now(
        () => this.#choose(null),
        () => this.#filterByChosen(),
    );
    #tables = new Tables(choice => this.#toggle(choice));
    #events = new Events();
    #pauseButton = find('pause', HTMLButtonElement);

    /** @type {Poller<Snapshot>} */
    #poller = new Poller(
        () => `api/snapshot?${this.#question}`,
        snapshot => this.#answered(snapshot),
        error => this.#failed(error),
    );
    #stream = new Stream(
        () => `api/events?${new URLSearchParams({ filter: this.#selection.filter })}`,
        hello => this.#events.greet(hello),
        (seen, events) => this.#events.add(seen, events),
    );

    start() {
        connectSettings(() => this.#translated());
        find('filter-text', HTMLInputElement).value = this.#selection.wanted;
        this.#pauseButton.addEventListener('click', () => this.#pause(!this.#paused));
        document.addEventListener('keydown', e => {
            const isTyping = e.target instanceof HTMLInputElement && e.target.type === 'text';
            if (e.key === 'Escape' && !isTyping) {
                this.#choose(null);
            }
        });
        this.#connectRows();
        this.#translate();
        void this.#histories.load();
        this.#poller.now();
        this.#stream.restart();
        setInterval(() => this.#renderBand(), 1000);
    }

    #connectRows() {
        const rows = find('rows', HTMLSelectElement);
        rows.value = this.#selection.rows;
        rows.addEventListener('change', () => {
            this.#selection.showRows(rows.value);
            this.#poller.now();
        });
    }

    get #question() {
        const query = this.#selection.query;
        query.set('lang', language());
        return query;
    }

    /** @param {Snapshot} snapshot */
    #answered(snapshot) {
        this.#link.answered();
        this.#snapshot = snapshot;
        if (this.#restart.look(snapshot)) {
            this.#histories.clear();
            this.#recent.clear();
            this.#tables.clear();
            if (this.#selection.chosen?.table === 'container_traffic') {
                this.#choose(null); // its number is another container's now
            }
        }
        if (this.#selection.accept()) {
            this.#histories.filter.clear();
            this.#tables.clear();
            this.#events.clear();
            this.#stream.restart();
        }
        this.#recent.add(Date.parse(snapshot.time), troubleCounters(snapshot));
        this.#tables.update(snapshot);
        this.#histories.add(snapshot, this.#selection.chosen, this.#chosenRow);
        this.#render(snapshot);
    }

    /** @param {Error} error */
    #failed(error) {
        if (error instanceof Refusal) {
            this.#refused(error);
        } else {
            this.#link.failed();
            this.#renderBand();
        }
    }

    /** @param {Refusal} refusal */
    #refused(refusal) {
        this.#link.answered();
        if (refusal.error.parameter === 'chosen') {
            this.#choose(null);
            return;
        }
        this.#selection.refuse();
        this.#filterBox.refuse(this.#selection.refused ?? '', refusal.error, this.#selection.filter);
        this.#poller.now();
    }

    get #chosenRow() {
        return this.#selection.chosen && this.#tables.rowOf(this.#selection.chosen);
    }

    /** @param {Snapshot} snapshot */
    #render(snapshot) {
        const { filter, chosen, leg, refused } = this.#selection;
        this.#header.render(snapshot);
        const rates = [0, 1].map(place => this.#histories.whole.latest(place)?.rate ?? null);
        this.#totals.render(snapshot, filter !== '', leg, rates);
        this.#now.render(snapshot, this.#histories, chosen, this.#chosenRow !== null, leg);
        if (refused === null) {
            this.#filterBox.accept(
                filter,
                (snapshot.view.matched ?? []).reduce((sum, match) => sum + match.unsure, 0),
                snapshot.view.connections_unsure.reduce((sum, unsure) => sum + unsure, 0),
            );
        }
        this.#renderBand();
    }

    #renderBand() {
        const trouble = this.#snapshot === null ? [] : troubleOf(this.#snapshot, this.#recent);
        this.#band.render(sorted([...this.#link.alerts(this.#paused), ...this.#restart.alerts, ...trouble]), this.#snapshot !== null);
        this.#header.setConnection(this.#link.state(this.#paused));
    }

    #dismiss() {
        this.#restart.dismiss();
        this.#renderBand();
    }

    /** @param {boolean} paused */
    #pause(paused) {
        this.#paused = paused;
        this.#link.paused();
        press(this.#pauseButton, paused);
        show(this.#pauseButton, paused ? texts().resume : texts().pause);
        this.#poller.paused = paused;
        this.#stream.paused = paused;
        this.#renderBand();
    }

    /** @param {string} text */
    #filter(text) {
        if (text !== this.#selection.wanted || this.#selection.refused !== null) {
            this.#selection.want(text);
            this.#choose(null);
        }
    }

    #filterByChosen() {
        const { chosen, filter } = this.#selection;
        if (chosen?.filter) {
            this.#filterBox.apply(`${filter} ${chosen.filter}`.trim());
        }
    }

    /** @param {Choice} choice */
    #toggle(choice) {
        const { chosen } = this.#selection;
        this.#choose(chosen?.table === choice.table && chosen.key === choice.key ? null : choice);
    }

    /** @param {Choice | null} choice */
    #choose(choice) {
        this.#selection.chosen = choice;
        this.#histories.chosen.clear();
        this.#tables.chosen = choice;
        if (this.#snapshot !== null) {
            this.#render(this.#snapshot);
        }
        this.#poller.now();
    }

    /** @param {number} leg */
    #chooseLeg(leg) {
        this.#selection.leg = leg;
        this.#tables.leg = leg;
        const isOfOther = this.#selection.chosen?.filter === null;
        if (isOfOther) {
            this.#choose(null);
        } else if (this.#snapshot !== null) {
            this.#render(this.#snapshot);
        }
    }

    #translated() {
        this.#translate();
        if (this.#snapshot !== null) {
            this.#render(this.#snapshot);
        }
        // The monitor's own sentences, in the other language.
        if (this.#selection.refused !== null) {
            this.#filter(this.#selection.refused);
        } else {
            this.#poller.now();
        }
    }

    #translate() {
        translate();
        show(this.#pauseButton, this.#paused ? texts().resume : texts().pause);
        this.#totals.translate();
        this.#now.translate();
        this.#tables.translate();
        this.#events.translate();
        this.#renderBand();
    }
}
