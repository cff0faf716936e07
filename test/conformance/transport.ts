import type { WorkersAISettings } from 'workers-ai-gateway';
import type { LocalGateway, SeenRequest } from 'workers-ai-gateway/testing';

/** What only some transports have. */
export type Facility =
  /** Requests pass a gateway, with its cache, log and options. */
  | 'gateway'
  /** The gateway's own address, which asks for the gateway's token where there is one. */
  | 'gateway token'
  /** Requests carry the tokens that the provider is given. */
  | 'tokens'
  /** Workers AI's own request format, with inputs that OpenAI's has no place for. */
  | 'own format'
  /** An abort travels on to the service. */
  | 'aborts';
/** What the service rejects with keeps its name. */

/** One way for a request to reach the gateway. */
export interface Transport {
  readonly name: string;
  readonly facilities: readonly Facility[];
  readonly connect: (local: LocalGateway) => Promise<Connected>;
  readonly read: (request: SeenRequest) => Seen;
  /** Ends what the transport keeps from one story to the next. */
  readonly stop?: () => Promise<void>;
}

export interface Connected {
  readonly settings: Omit<WorkersAISettings, 'gateway'> & {
    readonly gateway: { readonly id: string } | false;
  };
  readonly close: () => Promise<void>;
}

/** A request as stories look at it: what was asked of which model, and with which headers. */
export interface Seen {
  readonly request: SeenRequest;
  readonly model: string | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The gateway that the request names, wherever it does. */
  readonly gateway: string | undefined;
  /** Names in lower case; gateway options stand here as headers, however they travelled. */
  readonly headers: Readonly<Record<string, string>>;
}
