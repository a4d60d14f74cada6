import { connect as connectSocket, createServer, type AddressInfo, type Socket } from "node:net";

/** A wire between the driver and the server that can be cut at one moment: after the work is done, before anybody hears of it. */
export type Proxy = {
  /** Address of the database through the wire. */
  readonly url: string;
  /** Cuts the next reply that ends a statement sent after one whose bytes contain this text. */
  readonly cutReplyTo: (text: string) => void;
  /** How many replies were cut. */
  readonly cuts: () => number;
  readonly close: () => void;
};

/** ReadyForQuery with no transaction open: the server has committed. PostgreSQL's frontend/backend protocol, §54.7 */
const AT_REST = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** Starts a proxy before a PostgreSQL server. */
export async function startProxy(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl);
  let wanted: string | null = null;
  let cuts = 0;
  const open = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = connectSocket(Number(target.port), target.hostname);
    let armed = false;
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on("data", (bytes) => {
      if (wanted !== null && bytes.includes(wanted)) {
        armed = true;
        wanted = null;
      }
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (!armed || !bytes.includes(AT_REST)) return client.write(bytes);
      cuts += 1;
      return client.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cutReplyTo: (text) => {
      wanted = text;
    },
    cuts: () => cuts,
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
