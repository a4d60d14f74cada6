import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { constants } from "node:zlib";
import compression from "compression";

/** A window of 256 KB, which no page outgrows: 4 MB, brotli's own, have to be made ready for each answer and cost more than gzip. */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 18 } };

// Written for Express, it uses nothing that Node's own requests and answers don't have.
const compress = compression({ brotli }) as unknown as (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * From now on this answer is packed as it is written: what is flushed arrives at once, and what says `no-transform`, is small, is packed
 * already or is no text stays as it is. What a client's leaving would leave behind is let go of.
 */
export function packOnTheWay(request: IncomingMessage, response: ServerResponse): void {
  compress(request, response, () => undefined);
}
