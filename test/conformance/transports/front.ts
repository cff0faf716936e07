import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';

/** A port that stays, before servers that come and go. */
export interface Front {
  readonly url: string;
  /** Where requests go from now on. */
  readonly passTo: (port: number) => void;
  readonly close: () => Promise<void>;
}

export async function openFront(): Promise<Front> {
  let target = 0;
  const server = createServer((request, response) => pass(request, response, target));
  // Refused: miniflare opens one beside each request, and needs none.
  server.on('upgrade', (_request, socket) => socket.destroy());
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The port is not known.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    passTo: port => {
      target = port;
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Whichever side goes, the other goes too. */
function pass(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url, headers } = request;
  const onward = ask({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, answer => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    response.flushHeaders();
    pipeline(answer, response, () => {});
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}
