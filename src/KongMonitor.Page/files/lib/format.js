// SPDX-License-Identifier: MIT
import { language } from '../lang/language.js';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const two = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** What stands where there is no value. */
export const none = '–';

/** @param {number} value */
export function count(value) {
    return whole.format(value);
}

/** @param {number | null} value */
export function rate(value) {
    if (value === null) {
        return none;
    }
    return value === 0 ? '0' : value < 99.95 ? one.format(value) : whole.format(value);
}

/**
 * A share in percent: a small one is never shown as none.
 * @param {number | null} value
 */
export function share(value) {
    if (value === null) {
        return none;
    }
    const percent = value * 100;
    if (percent === 0 || percent === 100) {
        return `${percent} %`;
    }
    return percent < 0.01 ? '< 0.01 %' : percent < 1 ? `${two.format(percent)} %` : `${one.format(percent)} %`;
}

/** @param {number} value */
export function bytes(value) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
    let unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000;
        unit++;
    }
    return `${unit === 0 ? whole.format(value) : three(value)} ${units[unit]}`;
}

/** @param {number} microseconds */
export function microseconds(microseconds) {
    if (microseconds < 1000) {
        return `${whole.format(microseconds)} µs`;
    }
    return microseconds < 1e6 ? `${three(microseconds / 1000)} ms` : `${three(microseconds / 1e6)} s`;
}

/**
 * A percentile as what is known of it: a bound.
 * @param {Bounds | null | undefined} bounds
 */
export function bound(bounds) {
    if (!bounds) {
        return none;
    }
    return bounds[1] === null ? `> ${microseconds(bounds[0])}` : `≤ ${microseconds(bounds[1])}`;
}

/**
 * How long, in one unit.
 * @param {number} milliseconds
 */
export function span(milliseconds) {
    const seconds = Math.max(0, Math.round(milliseconds / 1000));
    const korean = language() === 'ko';
    if (seconds < 120) {
        return korean ? `${seconds}초` : `${seconds} s`;
    }
    const minutes = Math.round(seconds / 60);
    if (minutes < 120) {
        return korean ? `${minutes}분` : `${minutes} min`;
    }
    const hours = Math.round(minutes / 60);
    return korean ? `${hours}시간` : `${hours} h`;
}

/**
 * The time of the day, here.
 * @param {string | number} time
 */
export function clock(time) {
    return dayTime.format(new Date(time));
}

/**
 * Day and time, here.
 * @param {string} time
 */
export function moment(time) {
    const date = new Date(time);
    return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${dayTime.format(date)}`;
}

const dayTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/**
 * Three digits that say something.
 * @param {number} value
 */
function three(value) {
    return String(Number(value.toPrecision(3)));
}

/** @param {number} value */
function pad(value) {
    return String(value).padStart(2, '0');
}
