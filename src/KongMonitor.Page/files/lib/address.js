// SPDX-License-Identifier: MIT

/**
 * A parameter of the page's address.
 * @param {string} name
 */
export function parameter(name) {
    return new URLSearchParams(location.search).get(name);
}

/**
 * Keeps a parameter in the page's address, so that a copy of it shows the same.
 * @param {string} name
 * @param {string} value Empty: the parameter goes.
 */
export function setParameter(name, value) {
    if ((parameter(name) ?? '') === value) {
        return;
    }
    const parameters = new URLSearchParams(location.search);
    if (value === '') {
        parameters.delete(name);
    } else {
        parameters.set(name, value);
    }
    const query = parameters.toString();
    history.replaceState(null, '', location.pathname + (query === '' ? '' : `?${query}`) + location.hash);
}
