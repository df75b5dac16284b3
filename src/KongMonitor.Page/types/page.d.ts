// SPDX-License-Identifier: MIT
// What modules of the page hand to each other.

type Language = 'en' | 'ko';
type Texts = typeof import('../files/lang/en.js').english;

/** Sums of one leg at a moment, as far as rates and percentiles need them; a connection's row has no buckets. */
interface LegSums {
    requests: number;
    responses: number;
    errors: number;
    unanswered: number;
    buckets: number[] | null;
}

interface Reading {
    /** Milliseconds of the epoch. */
    time: number;
    legs: LegSums[];
}

/** What happened in a few seconds on one leg. Percentiles are numbers of buckets; null where there was no response. All null: not known. */
interface Point {
    time: number;
    rate: number | null;
    share: number | null;
    p50: number | null;
    p95: number | null;
    p99: number | null;
}

type TableName = 'domains' | 'paths' | 'methods' | 'statuses' | 'connections' | 'container_traffic';

/** A row of a table that was chosen: the filter that means it, or the row itself where no filter can. */
interface Choice {
    table: TableName;
    key: string;
    leg: number;
    /** In the reader's language. */
    title: () => string;
    filter: string | null;
}

interface Alert {
    id: string;
    level: 'bad' | 'warn' | 'note';
    title: string;
    detail: string;
    /** Can be put away by the reader. */
    closes?: boolean;
}
