import type { Facility, Transport } from '../transport.ts';
import { readBinding } from './read.ts';

const always = ['own format', 'aborts'] as const satisfies readonly Facility[];

/** What `workers-ai-gateway/testing` has for `env.AI`. */
export const standInBindings: readonly Transport[] = [
  {
    name: 'stand-in for the binding',
    facilities: [...always, 'gateway'],
    connect: async ({ binding, settings: { gateway } }) => ({
      settings: { binding, gateway },
      close: async () => {},
    }),
    read: readBinding,
  },
  {
    name: 'stand-in for the binding, past the gateway',
    facilities: always,
    connect: async ({ binding }) => ({ settings: { binding, gateway: false }, close: async () => {} }),
    read: readBinding,
  },
];
