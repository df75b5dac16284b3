// SPDX-License-Identifier: MIT
import { fill, texts } from '../lang/language.js';
import { find, make, show } from '../lib/dom.js';
import { count } from '../lib/format.js';

const fields = 'method, domain, path, status, client, server, leg, container, latency, ttfb, outcome, reason';

const examples = [
    'status>=500',
    'method=POST,PUT domain=*.example.com',
    'path=/api/* latency>100ms',
    'outcome=unanswered reason=timeout',
    'client=10.0.0.0/8 leg=downstream',
    'path="/a*b"',
];

/** The box for the filter. The monitor reads the filter; what it cannot read it points at, and the page marks that. */
export class FilterBox {
    #form = find('filter', HTMLFormElement);
    #input = find('filter-text', HTMLInputElement);
    #mark = find('filter-mark', HTMLElement);
    #message = find('filter-error', HTMLElement);
    #note = find('filter-note', HTMLElement);

    /** @param {(text: string) => void} applied */
    constructor(applied) {
        this.applied = applied;
        this.#form.addEventListener('submit', e => {
            e.preventDefault();
            this.apply(this.#input.value);
        });
        // Leaving the box takes the text as Enter does; the button's click comes after that and is the same again.
        this.#input.addEventListener('change', () => this.apply(this.#input.value));
        find('filter-clear', HTMLButtonElement).addEventListener('click', () => {
            this.apply('');
            this.#input.focus();
        });
        show(find('filter-fields', HTMLElement), fields);
        this.#addExamples();
    }

    /** @param {string} text */
    apply(text) {
        this.#input.value = text;
        this.applied(text.trim());
    }

    /**
     * The filter is on.
     * @param {string} text
     * @param {number} exchanges That may be meant or not.
     * @param {number} connections
     */
    accept(text, exchanges, connections) {
        this.#input.removeAttribute('aria-invalid');
        this.#mark.hidden = true;
        this.#message.hidden = true;
        this.#note.hidden = text === '';
        const sentences = [texts().filter_on];
        if (exchanges > 0) {
            sentences.push(fill(texts().filter_unsure, count(exchanges)));
        }
        if (connections > 0) {
            sentences.push(fill(texts().filter_unsure_connections, count(connections)));
        }
        show(this.#note, text === '' ? '' : sentences.join(' '));
    }

    /**
     * The filter cannot be read.
     * @param {string} text
     * @param {FilterError} error
     * @param {string} kept The filter that stays on.
     */
    refuse(text, error, kept) {
        this.#input.setAttribute('aria-invalid', 'true');
        this.#message.hidden = false;
        show(this.#message, error.message);
        const at = error.at ?? 0;
        const end = at + Math.max(1, error.length ?? 0);
        this.#mark.hidden = error.at === undefined;
        const word = make('mark', { text: text.slice(at, end) || ' ' });
        this.#mark.replaceChildren(text.slice(0, at), word, text.slice(end));
        this.#note.hidden = false;
        show(this.#note, kept === '' ? texts().filter_kept_none : fill(texts().filter_kept, kept));
    }

    #addExamples() {
        for (const example of examples) {
            const button = make('button', { text: example });
            button.type = 'button';
            button.addEventListener('click', () => this.apply(example));
            find('filter-examples', HTMLElement).append(make('li', {}, button));
        }
    }
}
