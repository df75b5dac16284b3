// SPDX-License-Identifier: MIT

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {{ new (): T }} type
 * @returns {T}
 */
export function find(id, type) {
    const node = document.getElementById(id);
    if (!(node instanceof type)) {
        throw new Error(`the page has no #${id}`);
    }
    return node;
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {{ class?: string, text?: string, title?: string }} [properties]
 * @param {...Node} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, properties = {}, ...children) {
    const node = document.createElement(tag);
    if (properties.class !== undefined) {
        node.className = properties.class;
    }
    if (properties.text !== undefined) {
        node.textContent = properties.text;
    }
    if (properties.title !== undefined) {
        node.title = properties.title;
    }
    node.append(...children);
    return node;
}

/**
 * Text that is only touched when it changes: a screen reader and a selection notice each write.
 * @param {Node} node
 * @param {string} text
 */
export function show(node, text) {
    if (node.textContent !== text) {
        node.textContent = text;
    }
}

/**
 * A button that stays pressed.
 * @param {Element} button
 * @param {boolean} pressed
 */
export function press(button, pressed) {
    button.setAttribute('aria-pressed', String(pressed));
}
