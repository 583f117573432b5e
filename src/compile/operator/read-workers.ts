import type { ConfigTree } from '../../config/config-tree.ts';
import type { Place } from '../../support/errors.ts';
import { Secret } from '../../support/secret.ts';

/** What homeserver.yaml shows of Synapse's workers, whose own files it does not name. */
export interface Workers {
  readonly present: boolean;
  /** Those that it names, sorted; there may be more. */
  readonly names: readonly string[];
  /** Where options about workers stand, of those that show them. */
  readonly places: readonly Place[];
}

/** Reads the options that name workers, and those that only make sense with workers. */
export function readWorkers(tree: ConfigTree): Workers {
  const value = (key: string): unknown => tree.value([key]);
  const found = [
    ...keysOf(value('instance_map')),
    ...valuesOf(value('stream_writers')).flatMap(namesIn),
    ...instanceLists.flatMap((key) => namesIn(value(key))),
  ];
  const names = [...new Set(found.filter((name) => !mainProcess.includes(name)))].sort();
  const present =
    names.length > 0 || marks.some((key) => isSet(value(key))) || handedOver.some((key) => value(key) === false);
  const keys = ['instance_map', 'stream_writers', ...instanceLists, ...marks, ...handedOver];
  const places = keys.flatMap((key) => (value(key) === undefined ? [] : (tree.place([key]) ?? [])));
  return { present, names, places };
}

/** What the main process is called: `main` in instance_map, `master` elsewhere. */
const mainProcess = ['main', 'master'];

const instanceLists = [
  'federation_sender_instances',
  'pusher_instances',
  'outbound_federation_restricted_to',
  'run_background_tasks_on',
  'update_user_directory_from_worker',
  'notify_appservices_from_worker',
  'media_instance_running_background_jobs',
];

/** Set only where processes talk to each other. */
const marks = ['worker_replication_secret', 'worker_replication_secret_path'];

/** Switched off in the main process for a worker that has no name here. */
const handedOver = ['send_federation', 'start_pushers', 'notify_appservices', 'update_user_directory'];

/** An empty secret is none. */
function isSet(value: unknown): boolean {
  return value instanceof Secret ? !value.isEmpty : Boolean(value);
}

/** Synapse takes a name for a list of one. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

function keysOf(value: unknown): readonly string[] {
  return isMapping(value) ? Object.keys(value) : [];
}

function valuesOf(value: unknown): readonly unknown[] {
  return isMapping(value) ? Object.values(value) : [];
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
