// SPDX-License-Identifier: MIT
import { fill, texts } from '../lang/language.js';
import { find, show } from '../lib/dom.js';
import { moment, span } from '../lib/format.js';

/** @typedef {'connecting' | 'live' | 'reconnecting' | 'paused'} ConnectionState */

/** A gateway without a request for so long is said to be quiet. */
const quietAfter = 10_000;

/** @type {Record<ConnectionState, string>} */
const marks = { connecting: 'unknown', live: 'good', reconnecting: 'bad', paused: 'warn' };

/** Who this is, how the gateway is, and whether the page is up to date. */
export class Header {
    #since = find('since', HTMLElement);
    #origin = find('origin', HTMLElement);
    #version = find('version', HTMLElement);
    #gateway = find('gateway', HTMLElement);
    #connection = find('connection', HTMLElement);

    /** @param {ConnectionState} state */
    setConnection(state) {
        show(this.#connection, texts()[state]);
        this.#connection.dataset.state = marks[state];
        this.#connection.dataset.connection = state;
    }

    /** @param {Snapshot} snapshot */
    render(snapshot) {
        show(this.#since, fill(texts().counting_since, moment(snapshot.since)));
        show(this.#origin, snapshot.resumed ? texts().counting_resumed : texts().counting_new);
        this.#origin.hidden = false;
        show(this.#version, fill(texts().version, snapshot.process.version));
        this.#renderGateway(snapshot);
    }

    /** @param {Snapshot} snapshot */
    #renderGateway(snapshot) {
        const times = snapshot.legs.map(leg => leg.last_activity).filter(time => time !== null);
        const idle = Date.parse(snapshot.time) - Math.max(...times.map(time => Date.parse(time)));
        const state = times.length === 0 ? 'nothing' : idle > quietAfter ? 'quiet' : 'flowing';
        this.#gateway.dataset.state = state === 'flowing' ? 'good' : 'warn';
        const sentences = { nothing: texts().nothing_yet, quiet: fill(texts().quiet, span(idle)), flowing: texts().flowing };
        show(this.#gateway, sentences[state]);
    }
}
