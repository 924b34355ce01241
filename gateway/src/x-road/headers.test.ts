import { describe, expect, it } from 'vitest';
import { readXRoad } from './headers.js';

const CLIENT = { 'x-road-client': 'KG/GOV/70000001/inquiry' };

describe('headers of the exchange layer', () => {
  it('are none when none is sent', () => expect(readXRoad({ accept: '*/*' })).toBeUndefined());

  it('are read as the protocol names them', () => {
    expect(
      readXRoad({
        ...CLIENT,
        'x-road-service': 'KG/GOV/70000002/belgi/disclosures',
        'x-road-id': 'fa2e18a5-c2cb-4d09-b994-f57727f7c3fb',
        'x-road-request-id': 'f92591a3-6bf0-49b1-987b-0dd78c034cc3',
        'x-road-userid': 'KG21503197700001',
        'x-road-issue': '17-3/402',
      }),
    ).toEqual({
      client: 'KG/GOV/70000001/inquiry',
      service: 'KG/GOV/70000002/belgi/disclosures',
      id: 'fa2e18a5-c2cb-4d09-b994-f57727f7c3fb',
      requestId: 'f92591a3-6bf0-49b1-987b-0dd78c034cc3',
      userId: 'KG21503197700001',
      issue: '17-3/402',
    });
  });

  it.each([
    ['x-road-client', { 'x-road-id': 'fa2e18a5-c2cb-4d09-b994-f57727f7c3fb' }],
    ['x-road-client', { 'x-road-client': 'KG/GOV' }],
    ['x-road-client', { 'x-road-client': 'KG/GOV/7/a/b' }],
    // Sent twice: Node joins the values, and nobody can say which one was meant.
    ['x-road-client', { 'x-road-client': 'KG/GOV/7/a, KG/GOV/8/b' }],
    ['x-road-service', { ...CLIENT, 'x-road-service': 'KG/GOV/7' }],
    ['x-road-id', { ...CLIENT, 'x-road-id': 'a b' }],
    ['x-road-id', { ...CLIENT, 'x-road-id': '' }],
    // Attack: a person's number where it would be logged and echoed.
    ['x-road-id', { ...CLIENT, 'x-road-id': '21503197700001' }],
    ['x-road-issue', { ...CLIENT, 'x-road-issue': 'on 21503197700001' }],
    ['x-road-issue', { ...CLIENT, 'x-road-issue': '2-1503-1977-00001' }],
    ['x-road-issue', { ...CLIENT, 'x-road-issue': '%32%31503197700001' }],
    ['x-road-issue', { ...CLIENT, 'x-road-issue': 'a\tb' }],
    ['x-road-request-id', { ...CLIENT, 'x-road-request-id': 'x'.repeat(65) }],
    ['x-road-userid', { ...CLIENT, 'x-road-userid': 'two words' }],
  ])('are refused by the name of the first bad one: %s of %j', (name, headers) =>
    expect(readXRoad(headers)).toEqual({ malformed: name }),
  );
});
