// Watches the frames of a stream before the library reads them: after a corrupt one it would wait for ever.

import { Transform } from "node:stream";

/** Largest message, in bytes. */
const largest = 64 * 1024 * 1024;
const largestHeader = 8 * 1024;

/** The same stream; `corrupt` is called once where a header has no valid length or a message is too large. */
export function framed(input: NodeJS.ReadableStream, corrupt: () => void): NodeJS.ReadableStream {
  let header = "";
  let remaining = 0;
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      let offset = 0;
      while (offset < chunk.length) {
        if (remaining > 0) {
          const part = Math.min(remaining, chunk.length - offset);
          remaining -= part;
          offset += part;
          continue;
        }
        header += String.fromCharCode(chunk[offset++] ?? 0);
        if (header.length > largestHeader) return corrupt();
        if (!header.endsWith("\r\n\r\n")) continue;
        const length = /^content-length:[ \t]*(\d{1,10})[ \t]*\r$/im.exec(header)?.[1];
        if (length === undefined || Number(length) > largest) return corrupt();
        remaining = Number(length);
        header = "";
      }
      pass(null, chunk);
    },
  });
  return input.pipe(watch);
}
