import { createBindingLogs, createBindingTransport } from '../transport/binding.ts';
import type { Door } from '../transport/doors.ts';
import { createRestLogs, createRestTransport } from '../transport/rest.ts';
import type { LogTransport, Transport } from '../transport/transport.ts';
import { readAccess } from './access.ts';
import type { WorkersAISettings } from './settings.ts';

/** The way that settings say requests go. */
export function createTransports(settings: WorkersAISettings): { transport: Transport; logs: LogTransport } {
  const { binding, headers = {}, route, fetch } = settings;
  if (binding) {
    return {
      transport: createBindingTransport({ binding, headers }),
      logs: createBindingLogs({ binding, headers }),
    };
  }
  const access = (door?: Door) => readAccess(settings, door);
  return {
    transport: createRestTransport({ access, route, headers, fetch }),
    logs: createRestLogs({ access, headers, fetch }),
  };
}
