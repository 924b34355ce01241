import { Transform } from 'node:stream';

/** More bytes came than the route takes. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** Lets bytes through and fails with TooLargeError at the first one too many. */
export function limitStream(limitBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limitBytes) done(new TooLargeError(`more than ${limitBytes} bytes`));
      else done(null, chunk);
    },
  });
}
