// SPDX-License-Identifier: MIT
// OTLP's messages as protobufjs made them of the official definitions, and two of google.rpc's by hand.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { opentelemetry } = require('@opentelemetry/otlp-transformer/build/src/generated/root');
const { Writer } = createRequire(require.resolve('@opentelemetry/otlp-transformer'))('protobufjs/minimal');
const service = opentelemetry.proto.collector.metrics.v1;

export const request = service.ExportMetricsServiceRequest;

export const garbage = Buffer.from('this is no message at all');

// What an accepted request is answered with.
export function response({ rejected, message }) {
    const partialSuccess = rejected === undefined ? undefined : { rejectedDataPoints: Number(rejected), errorMessage: message };
    return Buffer.from(service.ExportMetricsServiceResponse.encode({ partialSuccess }).finish());
}

// google.rpc.Status, with a google.rpc.RetryInfo.
export function status({ code = 0, message = '', retrySeconds, retryNanos = 0 }) {
    const writer = Writer.create().uint32(8).int32(code).uint32(18).string(message);
    if (retrySeconds !== undefined) {
        writer.uint32(26).fork()
            .uint32(10).string('type.googleapis.com/google.rpc.RetryInfo')
            .uint32(18).fork()
            .uint32(10).fork().uint32(8).int64(retrySeconds).uint32(16).int32(retryNanos).ldelim()
            .ldelim()
            .ldelim();
    }
    return Buffer.from(writer.finish());
}
