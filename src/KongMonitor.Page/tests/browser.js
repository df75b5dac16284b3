// SPDX-License-Identifier: MIT

/** What the modules ask a browser for when they are loaded; node has it not, or not all of it. */
Object.defineProperty(globalThis, 'navigator', { value: { language: 'en-US' } });
Object.defineProperty(globalThis, 'localStorage', { value: { getItem: () => null, setItem: () => undefined } });
