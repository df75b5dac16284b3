// SPDX-License-Identifier: MIT
import { fill, reasonName, texts } from '../lang/language.js';
import { find, make, press, show } from '../lib/dom.js';
import { clock, count, microseconds } from '../lib/format.js';

const most = 300;

/** The live events, the newest first. */
export class Events {
    #list = find('events', HTMLElement);
    #none = find('events-none', HTMLElement);
    #count = find('events-count', HTMLElement);
    #unseen = find('unseen', HTMLElement);
    #pause = find('events-pause', HTMLButtonElement);
    #isGreeted = false;
    #seen = 0;
    #received = 0;
    #passed = 0;
    #limit = 0;
    #paused = false;

    constructor() {
        this.#pause.addEventListener('click', () => this.#toggle());
    }

    /** @param {Hello} hello */
    greet(hello) {
        this.#isGreeted = true;
        this.#seen = 0;
        this.#received = 0;
        this.#limit = hello.limit_per_second;
        this.#tell();
    }

    /** Another filter: what was shown belongs to the old one. */
    clear() {
        this.#list.replaceChildren();
        this.#none.hidden = false;
        this.#passed = 0;
    }

    /**
     * @param {number} seen How many there were since the greeting, shown or not.
     * @param {TrafficEvent[]} events
     */
    add(seen, events) {
        this.#seen = seen;
        this.#received += events.length;
        if (this.#paused) {
            this.#passed += events.length;
        } else if (events.length > 0) {
            this.#list.prepend(...events.slice(-most).reverse().map(line));
            while (this.#list.childElementCount > most) {
                this.#list.lastElementChild?.remove();
            }
            this.#none.hidden = true;
        }
        this.#tell();
    }

    translate() {
        show(this.#pause, this.#paused ? texts().events_resume : texts().events_pause);
        this.#tell();
    }

    #toggle() {
        this.#paused = !this.#paused;
        this.#passed = 0;
        press(this.#pause, this.#paused);
        this.translate();
    }

    #tell() {
        const missing = this.#seen - this.#received;
        const sentences = [fill(texts().events_shown, count(this.#received), count(this.#seen))];
        if (missing > 0) {
            sentences.push(texts().events_sampled);
        }
        if (this.#paused) {
            sentences.push(fill(texts().events_passed, count(this.#passed)));
        }
        show(this.#count, !this.#isGreeted ? '' : sentences.join(' · ').replace(' · (', ' ('));
        show(this.#unseen, missing > 0 ? fill(texts().events_unseen, count(missing), count(this.#seen), count(this.#limit)) : '');
    }
}

/** @param {TrafficEvent} event */
function line(event) {
    const target = event.domain + event.path;
    const node = make(
        'li',
        { title: `${event.src} → ${event.dst}\n${target}` },
        cell('time', clock(event.time)),
        make('abbr', { text: event.leg === 'upstream' ? '↑' : '↓', title: texts()[event.leg] }),
        cell('kind', event.status === 0 ? (texts().event[event.type] ?? event.type) : String(event.status)),
        cell('method', event.method_token ?? event.method),
        cell('target', target),
        cell('took', [...remarks(event), event.total_us === null ? '' : microseconds(event.total_us)].filter(Boolean).join(' · ')),
    );
    node.dataset.kind = event.type;
    node.dataset.leg = event.leg;
    return node;
}

/** @param {TrafficEvent} event */
function remarks(event) {
    return [event.reason ? reasonName(event.reason) : '', event.aborted ? texts().aborted : '', event.late ? texts().late : ''];
}

/**
 * @param {string} name
 * @param {string} text
 */
function cell(name, text) {
    return make('span', { class: name, text });
}
