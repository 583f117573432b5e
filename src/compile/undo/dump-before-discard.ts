import type { Undo } from '../../plan/types.gen.ts';
import type { SqliteLocation } from '../../support/sqlite/sqlite-location.ts';
import { dumpDatabase } from '../operator/dump-database.ts';
import { note } from '../operator/operator-step.ts';
import type { DumpedDatabase } from '../operator/pg-dump.ts';
import type { Workers } from '../operator/read-workers.ts';
import { masService, synapseService } from '../operator/services.ts';

/** Both services, as far as people stop them and dump their databases. */
export interface DumpedServices {
  readonly synapse: DumpedDatabase | SqliteLocation;
  readonly mas: DumpedDatabase;
  readonly workers: Workers;
}

/**
 * What people do before changes of MAS are discarded. A dump is theirs to make and to keep: it holds passwords and tokens, which
 * this program never writes anywhere.
 */
export function dumpBeforeDiscard({ synapse, mas, workers }: DumpedServices): Undo {
  return {
    id: 'undo/dump',
    kind: 'operator',
    title: 'Stop both services and dump both databases: what is discarded is nowhere else',
    only: 'discard-mas-changes',
    instructions: [
      ...masService('stop'),
      ...synapseService('stop', workers),
      note('Passwords come from PGPASSFILE or are asked for. Dumps hold secrets: nobody else may read them.'),
      'umask 077',
      `mkdir -p ${folder}`,
      ...dumpDatabase(synapse, `${folder}/synapse`).make,
      ...dumpDatabase(mas, `${folder}/mas`).make,
    ].join('\n'),
  };
}

const folder = 'before-discard';
