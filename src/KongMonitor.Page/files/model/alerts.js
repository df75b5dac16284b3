// SPDX-License-Identifier: MIT
import { fill, reasonName, texts } from '../lang/language.js';
import { count, span } from '../lib/format.js';
import { legNames } from './words.js';

/** @typedef {import('./recent.js').Recent} Recent */

/** Losses that take lines from the event stream, and nothing from any count. */
const eventLosses = new Set(['ring_full', 'no_reader', 'output_full']);

/**
 * Everything that is counted by name and should be nothing, each under a name of its own.
 * @param {Snapshot} snapshot
 * @returns {Counters}
 */
export function troubleCounters(snapshot) {
    /** @type {Counters} */
    const counters = { 'streams dropped': snapshot.streams.dropped };
    const put = (/** @type {string} */ group, /** @type {Counters} */ counts) => {
        for (const [name, value] of Object.entries(counts)) {
            counters[`${group} ${name}`] = value;
        }
    };
    for (const leg of snapshot.legs) {
        put(`unanswered ${leg.leg}`, leg.unanswered_by);
        put(`desynced ${leg.leg}`, leg.desynced_by);
        put(`irregular ${leg.leg}`, irregularOf(leg));
    }
    put('not_http downstream', snapshot.not_http);
    put('not_http upstream', snapshot.not_http_upstream);
    put('losses', snapshot.losses);
    return counters;
}

/**
 * What a reader must not miss in a snapshot, the worst first.
 * @param {Snapshot} snapshot
 * @param {Recent} recent
 * @returns {Alert[]}
 */
export function troubleOf(snapshot, recent) {
    /** @type {Alert[]} */
    const alerts = [...warningsOf(snapshot), ...lossesOf(snapshot, recent)];
    for (const leg of snapshot.legs) {
        const where = texts()[leg.leg];
        add(alerts, `unanswered-${leg.leg}`, `${texts().unanswered} · ${where}`, `unanswered ${leg.leg}`, leg.unanswered_by, recent, 'bad');
        add(alerts, `desynced-${leg.leg}`, `${texts().desynced} · ${where}`, `desynced ${leg.leg}`, leg.desynced_by, recent, 'bad');
        add(alerts, `irregular-${leg.leg}`, `${texts().irregular} · ${where}`, `irregular ${leg.leg}`, irregularOf(leg), recent, 'warn');
    }
    [snapshot.not_http, snapshot.not_http_upstream].forEach((kinds, leg) => {
        const name = legNames[leg];
        add(alerts, `not-http-${name}`, `${texts().not_http} · ${texts()[name]}`, `not_http ${name}`, kinds, recent, 'note');
    });
    if (snapshot.streams.dropped > 0) {
        const detail = fill(texts().streams_dropped_detail, count(snapshot.streams.dropped));
        alerts.push({ id: 'streams', level: recent.of('streams dropped') > 0 ? 'warn' : 'note', title: texts().streams_dropped, detail });
    }
    return sorted(alerts);
}

/**
 * @param {Alert[]} alerts
 */
export function sorted(alerts) {
    const rank = { bad: 0, warn: 1, note: 2 };
    return alerts.sort((a, b) => rank[a.level] - rank[b.level]);
}

/**
 * Several may tell of the same: TLS on two ports.
 * @param {Snapshot} snapshot
 * @returns {Alert[]}
 */
function warningsOf(snapshot) {
    /** @type {Counters} */
    const met = {};
    return snapshot.warnings.map(({ id, state, what, do: todo }) => {
        met[id] = (met[id] ?? 0) + 1;
        const number = met[id] > 1 ? `-${met[id]}` : '';
        return { id: `warning-${id}${number}`, level: state === 'problem' ? 'bad' : 'warn', title: what, detail: todo ?? '' };
    });
}

/**
 * @param {Snapshot} snapshot
 * @param {Recent} recent
 */
function lossesOf(snapshot, recent) {
    /** @type {Alert[]} */
    const alerts = [];
    const all = Object.entries(snapshot.losses);
    const ofEvents = Object.fromEntries(all.filter(([name]) => eventLosses.has(name)));
    const others = Object.fromEntries(all.filter(([name]) => !eventLosses.has(name)));
    add(alerts, 'losses', texts().losses, 'losses', others, recent, 'bad');
    add(alerts, 'losses-events', texts().losses_events_only, 'losses', ofEvents, recent, 'warn');
    return alerts;
}

/** @param {Leg} leg */
function irregularOf(leg) {
    return { unmatched: leg.unmatched, late: leg.late, aborted: leg.aborted };
}

/**
 * What is growing is worse than what is over.
 * @param {Alert[]} alerts
 * @param {string} id
 * @param {string} title
 * @param {string} group
 * @param {Counters} counts
 * @param {Recent} recent
 * @param {Alert['level']} growing
 */
function add(alerts, id, title, group, counts, recent, growing) {
    const some = Object.entries(counts).filter(([, value]) => value > 0);
    if (some.length === 0) {
        return;
    }
    const total = some.reduce((sum, [, value]) => sum + value, 0);
    const lately = some.reduce((sum, [name]) => sum + recent.of(`${group} ${name}`), 0);
    const length = span(recent.span);
    const inLast = lately > 0 ? fill(texts().in_last, count(lately), length) : fill(texts().none_in_last, length);
    const reasons = some.map(([name, value]) => `${reasonName(name)} ${count(value)}`).join(', ');
    const over = growing === 'bad' ? 'warn' : 'note';
    alerts.push({
        id,
        level: lately > 0 || growing === 'note' ? growing : over,
        title: `${title}: ${fill(texts().in_all, count(total))}, ${inLast}`,
        detail: reasons,
    });
}
