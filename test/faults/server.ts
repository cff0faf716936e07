import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { selfSigned } from './self-signed.ts';

/** A server that knows no HTTP: it is given each connection once its request has arrived. */
export interface RawServer {
  readonly port: number;
  /** How many requests have arrived. */
  readonly requests: () => number;
  /** How many connections are open that a request came by; Node opens others ahead. */
  readonly open: () => number;
  readonly close: () => Promise<void>;
}

type Answer = (socket: Socket) => void;

export async function openServer(
  answer: Answer,
  { tls = false }: { readonly tls?: boolean } = {},
): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const asked = new Set<Socket>();
  let requests = 0;
  const serve = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket) && asked.delete(socket));
    // A client that goes away, or that does not like the certificate, is what is asked for here.
    socket.on('error', () => {});
    let received = '';
    let isAnswered = false;
    socket.on('data', data => {
      received += data.toString('latin1');
      if (isAnswered || !isWhole(received)) return;
      isAnswered = true;
      requests++;
      asked.add(socket);
      answer(socket);
    });
  };
  const server = tls ? createTlsServer({ ...selfSigned }, serve) : createServer(serve);
  server.on('tlsClientError', () => {});
  const port = await listen(server);
  return {
    port,
    requests: () => requests,
    open: () => asked.size,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Whether nothing more will come; of a protocol that is not HTTP, nothing more is asked for. */
function isWhole(request: string): boolean {
  if (!/^[A-Z]/.test(request)) return true;
  const end = request.indexOf('\r\n\r\n');
  const [, length = '0'] = /\r\ncontent-length: (\d+)/i.exec(request) ?? [];
  return end >= 0 && request.length >= end + 4 + Number(length);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The port is not known.');
  return address.port;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const { port, close } = await openServer(() => {});
  await close();
  return port;
}
