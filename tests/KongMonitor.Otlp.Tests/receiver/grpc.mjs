// SPDX-License-Identifier: MIT
import { readFileSync } from 'node:fs';
import { Metadata, Server, ServerCredentials } from '@grpc/grpc-js';
import { garbage, response, status } from './messages.mjs';
import { sayRequest } from './say.mjs';

const path = '/opentelemetry.proto.collector.metrics.v1.MetricsService/Export';

export function serveGrpc(options, next) {
    const server = new Server();
    const asIs = bytes => bytes;
    const method = {
        path, requestStream: false, responseStream: false,
        requestSerialize: asIs, requestDeserialize: asIs, responseSerialize: asIs, responseDeserialize: asIs,
    };
    server.addService({ export: method }, {
        export(call, callback) {
            sayRequest({ ...call.metadata.getMap(), deadline: call.getDeadline() }, call.request, options);
            const answer = next();
            if (!answer.hang) {
                callback(...outcome(answer));
            }
        },
    });
    const credentials = options.certificate
        ? ServerCredentials.createSsl(null, [{ cert_chain: readFileSync(options.certificate), private_key: readFileSync(options.key) }])
        : ServerCredentials.createInsecure();
    return new Promise((done, fail) => server.bindAsync(
        `${options.host ?? '127.0.0.1'}:${options.port ?? 0}`, credentials, (error, port) => error ? fail(error) : done(port)));
}

function outcome(answer) {
    if (answer.code === undefined) {
        return [null, answer.garbage ? garbage : response(answer)];
    }
    const metadata = new Metadata();
    if (answer.retrySeconds !== undefined) {
        metadata.set('grpc-status-details-bin', status(answer));
    }
    return [{ code: answer.code, details: answer.message, metadata }];
}
