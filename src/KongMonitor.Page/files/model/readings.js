// SPDX-License-Identifier: MIT

/**
 * The sums of both legs: of everything, or of what a filter matches.
 * @param {Snapshot} snapshot
 * @param {(Leg | Match)[]} sums
 * @returns {Reading}
 */
export function readingOf(snapshot, sums) {
    return { time: Date.parse(snapshot.time), legs: sums.map(leg => ({ ...leg, buckets: leg.latency_buckets })) };
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
    const { requests = 0, responses = 0, errors = 0 } = row;
    // How many got no answer is not counted by connection: the share of errors is one of the requests, as in the table.
    legs[leg] = { ...nothing, requests, responses, errors, unanswered: requests - responses };
    return { time: Date.parse(snapshot.time), legs };
}
