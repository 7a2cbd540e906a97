import { answerHeaders, requestHeaders } from './headers';

describe('the headers with which a service is asked', () => {
  it('are those of Concord and of HTTP', () => {
    const sent = {
      'idempotency-key': 'k',
      'if-match': '"3"',
      'consistency-token': 't',
      prefer: 'wait=5',
      traceparent: '00-1',
      'accept-encoding': 'gzip',
      'last-event-id': '7',
      'content-length': '7',
    };
    expect(requestHeaders(sent, 'a.b.c')).toEqual({ ...sent, authorization: 'Bearer a.b.c' });
  });

  it.each([
    'connection',
    'keep-alive',
    'te',
    'trailer',
    'upgrade',
    'http2-settings',
    'proxy-authorization',
    'expect',
    'cookie',
    'authorization',
    'x-concord-csrf',
    'forwarded',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-real-ip',
    'via',
    'x-http-method-override',
  ])('hold nothing that is of the connection, of the door, or a claim: %s', (name) =>
    expect(requestHeaders({ [name]: 'x' }, undefined)).toEqual({}),
  );
});

describe('the headers with which the door answers', () => {
  it('are those of the service', () => {
    const said = {
      location: '/v1/things/1',
      etag: '"3"',
      'consistency-token': 't',
      'projection-lag-ms': '3',
      'retry-after': '1',
      'idempotency-replayed': 'true',
      allow: 'GET',
    };
    expect(answerHeaders(said)).toEqual(said);
  });

  it('hold no cookie of a service, and nothing that is of its connection', () =>
    expect(
      answerHeaders({
        connection: 'keep-alive, X-Hop',
        'keep-alive': 'timeout=65',
        'x-hop': '1',
        'set-cookie': ['concord_session=x'],
        'clear-site-data': '"*"',
        etag: '"3"',
      }),
    ).toEqual({ etag: '"3"' }));
});
