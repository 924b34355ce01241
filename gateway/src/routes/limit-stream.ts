import type { IncomingMessage, ServerResponse } from 'node:http';
import { finished, Transform } from 'node:stream';

/** More bytes came than the route takes. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/**
 * How long a client may go on sending after its answer was given, in ms. A connection closed on unread bytes is reset,
 * and the client loses the answer (RFC 9112, section 9.6); one that sends for ever must not hold it.
 */
export const LINGER_MS = 2_000;

/** Lets bytes through and fails with TooLargeError at the first one too many. */
function limitStream(limitBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limitBytes) done(new TooLargeError(`more than ${limitBytes} bytes`));
      else done(null, chunk);
    },
  });
}

/**
 * The body of a request, to be passed on; fails with TooLargeError when it is longer than allowed. However it ends,
 * the rest of what the client sends is read and dropped, so that our answer reaches it.
 * (Not stream.pipeline: that destroys the request, and with it the socket the answer has to take.)
 */
export function limitedBody(request: IncomingMessage, limitBytes: number): Transform {
  const limited = limitStream(limitBytes);
  // Whoever reads the stream meets the error as its own; here it only must not be unhandled.
  limited.on('error', () => undefined);
  limited.once('close', () => request.unpipe(limited).resume());
  finished(request, { writable: false }, (error) => {
    if (error) limited.destroy(error);
  });
  return request.pipe(limited);
}

/** Ends the connection of a client that sends on long after its answer. */
export function endLingering(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (request.complete) return;
    const timer = setTimeout(() => request.destroy(), LINGER_MS).unref();
    request.once('end', () => clearTimeout(timer));
  });
}
