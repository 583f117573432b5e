import type { ServerSettings } from '../../inspect/read-server-settings.ts';
import type { Database } from '../../plan/types.gen.ts';

type Settings = Database['settings'];

/**
 * What a run sets in its own transactions, by what the server has; never less than the server gives anyway. A small server whose
 * settings nobody has touched (shared_buffers of 128 MB) keeps its own.
 */
export function chooseSettings(service: 'synapse' | 'mas', server: ServerSettings | undefined): Settings {
  if (!server) return {};
  const { sharedBuffers, workMem, maintenanceWorkMem, parallelWorkers } = server;
  // One question has up to five hash tables of twice this size, in each of its processes; several are asked at once.
  if (service === 'synapse')
    return {
      work_mem: `${atLeast(workMem, (sharedBuffers - 65_536) / 16, 65_536)}kB`,
      max_parallel_workers_per_gather: String(Math.min(parallelWorkers, 2)),
    };
  // One index is built at a time.
  return { maintenance_work_mem: `${atLeast(maintenanceWorkMem, sharedBuffers / 2, 1_048_576)}kB` };
}

/** A share of the server's memory, up to a bound, but what it gives anyway where that is more. */
function atLeast(own: number, share: number, upTo: number): number {
  return Math.max(own, Math.min(Math.floor(share), upTo));
}
