// SPDX-License-Identifier: MIT

/**
 * What came into each bucket between two readings; null where a count went back (a new count began).
 * @param {number[]} now
 * @param {number[]} before
 */
export function difference(now, before) {
    const counts = now.map((value, bucket) => value - before[bucket]);
    return counts.some(value => value < 0) ? null : counts;
}

/**
 * The bucket that holds a percentile, by nearest rank: of the first value that at least this share does not exceed.
 * @param {number[]} buckets
 * @param {number} percent
 * @returns {number | null} Null where nothing was measured.
 */
export function percentile(buckets, percent) {
    const total = buckets.reduce((sum, value) => sum + value, 0);
    if (total === 0) {
        return null;
    }
    const rank = Math.ceil((total * percent) / 100);
    let seen = 0;
    for (let bucket = 0; bucket < buckets.length; bucket++) {
        seen += buckets[bucket];
        if (seen >= rank) {
            return bucket;
        }
    }
    return buckets.length - 1;
}

/**
 * The bounds of a bucket.
 * @param {number | null} bucket
 * @param {number[]} upper Of all buckets but the last, which has no end.
 * @returns {Bounds | null}
 */
export function boundsOf(bucket, upper) {
    if (bucket === null || upper.length === 0) {
        return null;
    }
    return [bucket === 0 ? 0 : upper[bucket - 1], bucket < upper.length ? upper[bucket] : null];
}
