// SPDX-License-Identifier: MIT
import './browser.js';
import assert from 'node:assert/strict';
import test from 'node:test';
import { Recent } from '../files/model/recent.js';

const { troubleOf } = await import('../files/model/alerts.js');

const healthy = { warnings: [], losses: {}, legs: [], not_http: {}, not_http_upstream: {}, streams: { dropped: 0 } };

test('two warnings that tell of the same are two', () => {
    const warnings = [
        { id: 'tls', state: 'problem', what: '8443 is TLS' },
        { id: 'tls', state: 'problem', what: '8444 is TLS' },
        { id: 'h2', state: 'warning', what: '8445 is HTTP/2' },
    ];
    const alerts = troubleOf({ ...healthy, warnings }, new Recent());
    assert.deepEqual(
        alerts.map(alert => [alert.id, alert.title]),
        [
            ['warning-tls', '8443 is TLS'],
            ['warning-tls-2', '8444 is TLS'],
            ['warning-h2', '8445 is HTTP/2'],
        ],
    );
});
