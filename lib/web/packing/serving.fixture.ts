import { Agent, createServer, request as ask, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** A server on a free port that answers as told, and a client that leaves what it gets packed. */
export async function serving(answer: RequestListener) {
  const server = createServer((request, response) => served.answer(request, response));
  const agent = new Agent({ keepAlive: true });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const open = (path: string, headers: Record<string, string> = {}, method = "GET") => ask({ host: "127.0.0.1", port, path, headers, method, agent }).end();
  const served = {
    /** Replace it to answer otherwise. */
    answer,
    open,
    get: (path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> =>
      new Promise((resolve, reject) => {
        open(path, headers, method).once("error", reject).once("response", (got) => {
          const pieces: Buffer[] = [];
          got.on("data", (piece: Buffer) => pieces.push(piece)).once("end", () => resolve({ status: got.statusCode ?? 0, headers: got.headers, body: Buffer.concat(pieces) }));
        });
      }),
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return served;
}
