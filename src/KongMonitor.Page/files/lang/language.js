// SPDX-License-Identifier: MIT
import { recall, remember } from '../lib/memory.js';
import { english } from './en.js';
import { korean } from './ko.js';

const key = 'language';

/** @type {Record<Language, Texts>} */
const languages = { en: english, ko: korean };

/** @returns {Language} */
function preferred() {
    const kept = recall(key);
    if (kept === 'en' || kept === 'ko') {
        return kept;
    }
    return navigator.language.toLowerCase().startsWith('ko') ? 'ko' : 'en';
}

/** @type {Language} */
let current = preferred();

export function language() {
    return current;
}

/** The sentences in the reader's language. */
export function texts() {
    return languages[current];
}

/** @param {Language} chosen */
export function setLanguage(chosen) {
    current = chosen;
    remember(key, chosen);
}

/**
 * A sentence with its values in their places.
 * @param {string} sentence
 * @param {...string} values
 */
export function fill(sentence, ...values) {
    return sentence.replace(/\{(\d)\}/g, (_, place) => values[Number(place)] ?? '');
}

/**
 * What a reason of the API is called; one that came with a newer monitor keeps its name.
 * @param {string} name
 */
export function reasonName(name) {
    /** @type {Record<string, string>} */
    const names = texts().reason;
    return names[name] ?? name;
}

/** Puts the sentences of the language into everything that names one. */
export function translate() {
    /** @type {Record<string, unknown>} */
    const all = texts();
    document.documentElement.lang = current;
    for (const node of document.querySelectorAll('[data-text]')) {
        node.textContent = String(all[node.getAttribute('data-text') ?? '']);
    }
    for (const node of document.querySelectorAll('[data-label]')) {
        node.setAttribute('aria-label', String(all[node.getAttribute('data-label') ?? '']));
    }
}
