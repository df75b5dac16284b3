// SPDX-License-Identifier: MIT
import { language, setLanguage } from '../lang/language.js';
import { find } from '../lib/dom.js';
import { recall, remember } from '../lib/memory.js';

/**
 * Language and theme, which the browser remembers.
 * @param {() => void} translated
 */
export function connectSettings(translated) {
    const languages = find('language', HTMLSelectElement);
    languages.value = language();
    languages.addEventListener('change', () => {
        setLanguage(languages.value === 'ko' ? 'ko' : 'en');
        translated();
    });
    const themes = find('theme', HTMLSelectElement);
    themes.value = recall('theme') ?? 'auto';
    themes.addEventListener('change', () => {
        remember('theme', themes.value);
        document.documentElement.dataset.theme = themes.value;
    });
}
