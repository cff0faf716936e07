interface Headers {
  host?: string | undefined;
  origin?: string | undefined;
  upgrade?: string | undefined;
}

interface Refusal {
  status: number;
  message: string;
}

/** The last is what the binding of workerd calls. */
const knownHost = /^(?:127\.0\.0\.1|localhost|\[::1\]|workers-binding\.ai)(?::(\d{1,5}))?$/i;
const knownOrigin = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Why a request over the port goes unanswered. A name of another host leads here by DNS rebinding, and a page of
 * another site can post to any port of this machine, though it cannot read the answer.
 */
export function refuseStranger({ host = '', origin, upgrade }: Headers): Refusal | undefined {
  const refuse = (status: number, message: string): Refusal => ({
    status,
    message: `This local gateway ${message}.\n`,
  });
  if (!isKnown(host)) return refuse(421, `does not answer for the host '${host}'`);
  if (origin !== undefined && !knownOrigin.test(origin))
    return refuse(403, `does not answer pages of '${origin}'`);
  // Other upgrades are offers that may be passed over: Java's client offers h2c with every call.
  if (upgrade?.toLowerCase() === 'websocket') return refuse(426, 'speaks no WebSockets');
  return undefined;
}

function isKnown(host: string): boolean {
  const named = knownHost.exec(host);
  return named !== null && Number(named[1] ?? 0) <= 65_535;
}

/** A target such as `//host/path` or `http://host/path` does not name the host: its header does. */
export function urlOf(target: string, host: string): URL {
  return new URL(`http://${host}${target.startsWith('/') ? target : '/'}`);
}
