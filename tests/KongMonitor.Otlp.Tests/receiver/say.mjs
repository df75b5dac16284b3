// SPDX-License-Identifier: MIT
import { request as Request } from './messages.mjs';

export function say(line) {
    process.stdout.write(JSON.stringify(line) + '\n');
}

export function sayRequest(headers, bytes, options) {
    const message = Request.decode(bytes);
    const request = Request.toObject(message, { longs: String, arrays: true, oneofs: true });
    say('brief' in options ? { bytes: bytes.length, points: countPoints(request) } : { headers, request });
}

function countPoints(request) {
    const metrics = request.resourceMetrics.flatMap(resource => resource.scopeMetrics).flatMap(scope => scope.metrics);
    return metrics.reduce((sum, metric) => sum + metric[metric.data].dataPoints.length, 0);
}
