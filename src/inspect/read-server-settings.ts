import type { ClientBase } from 'pg';

/** What a server gives to one session, and how large it is itself. */
export interface ServerSettings {
  /** In KiB, as all that follow. The one setting that says what a server has: whoever has memory gives it some. */
  readonly sharedBuffers: number;
  readonly workMem: number;
  readonly maintenanceWorkMem: number;
  readonly parallelWorkers: number;
}

/** Reads what the sessions of this role get where nobody says otherwise. */
export async function readServerSettings(client: ClientBase): Promise<ServerSettings> {
  const { rows } = await client.query<{ [Name in keyof ServerSettings]: string }>(
    `SELECT max(setting::bigint * 8) FILTER (WHERE name = 'shared_buffers') AS "sharedBuffers",
            max(setting::bigint) FILTER (WHERE name = 'work_mem') AS "workMem",
            max(setting::bigint) FILTER (WHERE name = 'maintenance_work_mem') AS "maintenanceWorkMem",
            max(setting::bigint) FILTER (WHERE name = 'max_parallel_workers_per_gather') AS "parallelWorkers"
       FROM pg_settings
      WHERE name IN ('shared_buffers', 'work_mem', 'maintenance_work_mem', 'max_parallel_workers_per_gather')`,
  );
  const [row] = rows;
  if (!row) throw new Error('pg_settings is empty');
  const { sharedBuffers, workMem, maintenanceWorkMem, parallelWorkers } = row;
  return {
    sharedBuffers: Number(sharedBuffers),
    workMem: Number(workMem),
    maintenanceWorkMem: Number(maintenanceWorkMem),
    parallelWorkers: Number(parallelWorkers),
  };
}
