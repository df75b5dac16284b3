// SPDX-License-Identifier: MIT

/**
 * A colour of the style sheet as a canvas takes it, in the theme that is on.
 * @param {string} token
 */
export function color(token) {
    const probe = document.createElement('span');
    probe.style.color = `var(--${token})`;
    document.body.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
}

/**
 * Tells when the colours are others: the reader chose another theme, or the system did.
 * @param {() => void} changed
 */
export function onColors(changed) {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
    new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}
