// SPDX-License-Identifier: MIT

/**
 * @param {Snapshot} snapshot
 * @returns {Reading}
 */
export function wholeOf(snapshot) {
    return { time: Date.parse(snapshot.time), legs: snapshot.legs.map(leg => ({ ...leg, buckets: leg.latency_buckets })) };
}

/**
 * @param {Snapshot} snapshot
 * @param {Match[]} matches
 * @returns {Reading}
 */
export function matchOf(snapshot, matches) {
    return { time: Date.parse(snapshot.time), legs: matches.map(match => ({ ...match, buckets: match.latency_buckets })) };
}

/**
 * A row whose latency is not counted: its own leg has its numbers, the other one none.
 * @param {Snapshot} snapshot
 * @param {Row} row
 * @param {number} leg
 * @returns {Reading}
 */
export function rowOf(snapshot, row, leg) {
    const nothing = { requests: 0, responses: 0, errors: 0, unanswered: 0, buckets: null };
    const legs = [nothing, nothing];
    legs[leg] = { ...nothing, requests: row.requests ?? 0, responses: row.responses ?? 0, errors: row.errors ?? 0 };
    return { time: Date.parse(snapshot.time), legs };
}
