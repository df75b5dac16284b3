// SPDX-License-Identifier: MIT
// What the monitor answers: docs/json.md.

type LegName = 'downstream' | 'upstream';
type Counters = Record<string, number>;

/** A bucket of the latency histogram; the last one has no upper bound. */
type Bounds = [low: number, high: number | null];

interface Percentiles {
    p50_bounds_us: Bounds | null;
    p95_bounds_us: Bounds | null;
    p99_bounds_us: Bounds | null;
}

interface Counts {
    requests: number;
    responses: number;
    errors: number;
    bytes_sent: number;
    bytes_received: number;
}

interface Leg extends Counts, Percentiles {
    leg: LegName;
    unanswered: number;
    desynced: number;
    in_flight: number;
    unmatched: number;
    late: number;
    aborted: number;
    unanswered_by: Counters;
    desynced_by: Counters;
    last_activity: string | null;
    latency_buckets: number[];
}

/** What the exchanges of a filter sum up to. */
interface Match extends Counts {
    leg: LegName;
    in_flight: number;
    unanswered: number;
    desynced: number;
    unsure: number;
    latency_buckets: number[];
}

/** A row of any table; what a table does not have is missing. */
interface Row extends Partial<Counts>, Partial<Percentiles> {
    leg: LegName;
    method?: string | null;
    domain?: string | null;
    path?: string | null;
    other?: boolean;
    group?: boolean;
    status?: number;
    client?: string;
    server?: string;
    partial?: boolean;
    index?: number;
    id?: string | null;
    name?: string | null;
    pod?: string | null;
    image?: string | null;
    last_activity?: string | null;
}

interface Warning {
    id: string;
    state: string;
    what: string;
    do?: string;
}

interface View {
    filter: string;
    exchanges_withheld: string[];
    connections_withheld: string[];
    /** Downstream, then upstream. */
    connections_unsure: number[];
    matched: Match[] | null;
    chosen: Match[] | null;
}

interface Snapshot {
    time: string;
    since: string;
    resumed: boolean;
    legs: Leg[];
    methods: Row[];
    domains: Row[];
    paths: Row[];
    statuses: Row[];
    connections: Row[];
    containers: Row[];
    container_traffic: Row[];
    present: Record<'methods' | 'domains' | 'paths' | 'containers' | 'statuses' | 'connections', [number, number]>;
    connections_present: number;
    connections_evicted: number;
    endpoints_folded: number;
    not_http: Counters;
    not_http_upstream: Counters;
    losses: Counters;
    warnings: Warning[];
    latency_bounds_us: number[];
    view: View;
    process: { started: string; version: string };
    streams: { clients: number; seen: number; sent: number; sampled_out: number; dropped: number };
}

interface HistoryPoint {
    time: string;
    legs: { requests: number; responses: number; errors: number; unanswered: number; latency_buckets: number[] }[];
}

interface History {
    /** How long a step is meant to be. */
    step_ms: number;
    latency_bounds_us: number[];
    points: HistoryPoint[];
}

interface TrafficEvent {
    type: 'request' | 'response' | 'error' | 'desynced';
    time: string;
    src: string;
    dst: string;
    method: string;
    method_token?: string;
    domain: string;
    path: string;
    status: number;
    bytes: number;
    leg: LegName;
    total_us: number | null;
    reason?: string;
    aborted?: boolean;
    late?: boolean;
}

interface Hello {
    since: string;
    resumed: boolean;
    limit_per_second: number;
}

/** A word of a filter that cannot be read. */
interface FilterError {
    parameter?: string;
    at?: number;
    length?: number;
    message: string;
}
