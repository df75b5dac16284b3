// SPDX-License-Identifier: MIT
// A page whose scripts did not all arrive does nothing at all: it is fetched again. No module, since those are what may be missing.
addEventListener(
    'error',
    event => {
        if (event.target instanceof HTMLScriptElement) {
            setTimeout(() => location.reload(), 2000);
        }
    },
    true,
);
