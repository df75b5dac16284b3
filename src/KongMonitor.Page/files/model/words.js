// SPDX-License-Identifier: MIT

/**
 * A value of a filter that is taken as it is.
 * @param {string | null | undefined} value
 */
export function quoted(value) {
    return `"${(value ?? '').replaceAll('"', '""')}"`;
}

/** @type {LegName[]} */
export const legNames = ['downstream', 'upstream'];
