import { expect, it } from 'vitest';
import { outcomeOf } from './smtp-way.js';

it.each([
  ['a recipient refused for now', { responseCode: 450, command: 'RCPT TO' }, 'refused for now'],
  ['a recipient refused for good', { responseCode: 550, command: 'RCPT TO' }, 'refused for good'],
  ['a sender refused for good', { responseCode: 553, command: 'MAIL FROM' }, 'refused for good'],
  ['a relay without room, before it knows for whom', { responseCode: 452, command: 'MAIL FROM' }, 'away'],
  ['a relay that closes, at any command', { responseCode: 421, command: 'RCPT TO' }, 'away'],
  ['a line lost before the text', { code: 'ECONNECTION', command: 'CONN' }, 'away'],
  ['an address that the library refuses', { code: 'EENVELOPE', command: 'API' }, 'refused for good'],
  ['a mail that is too large for the relay', { code: 'EMESSAGE', command: 'MAIL FROM' }, 'refused for good'],
])('before the text begins to leave: %s', (_, error, expected) => {
  const said = outcomeOf(error, false);
  expect(said.outcome === 'refused' ? `refused for ${said.permanent ? 'good' : 'now'}` : said.outcome).toBe(expected);
});

it.each([
  ['a reply that refuses it for now', { responseCode: 451, command: 'DATA' }, 'refused for now'],
  ['a reply that refuses it for good', { responseCode: 554, command: 'DATA' }, 'refused for good'],
  ['a reply that closes', { responseCode: 421, command: 'DATA' }, 'away'],
  ['a line lost', { code: 'ECONNECTION', command: 'CONN' }, 'unknown'],
  // It may belong to the line, not to the mail: nobody knows.
  ['a close that answers nothing', { responseCode: 421, command: 'CONN' }, 'unknown'],
])('after the text began to leave: %s', (_, error, expected) => {
  const said = outcomeOf(error, true);
  expect(said.outcome === 'refused' ? `refused for ${said.permanent ? 'good' : 'now'}` : said.outcome).toBe(expected);
});
