// SPDX-License-Identifier: MIT

const prefix = 'kong-ebpf-monitor.';

/**
 * What this browser was told earlier. A browser may refuse to remember.
 * @param {string} key
 */
export function recall(key) {
    try {
        return localStorage.getItem(prefix + key);
    } catch {
        return null;
    }
}

/**
 * @param {string} key
 * @param {string} value
 */
export function remember(key, value) {
    try {
        localStorage.setItem(prefix + key, value);
    } catch {
        // The choice then lasts as long as the page.
    }
}
