// SPDX-License-Identifier: MIT
// Before anything is painted, so that a dark page does not flash: no module, and nothing else in it.
{
    let theme = 'auto';
    try {
        theme = localStorage.getItem('kong-ebpf-monitor.theme') ?? theme;
    } catch {
        // This browser remembers nothing.
    }
    document.documentElement.dataset.theme = theme;
}
