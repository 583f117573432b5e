import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { synapsePython } from './synapse-python.ts';

/** What Synapse says about one set of configuration files. */
export interface Acceptance {
  readonly ok: boolean;
  /** Its own words where it refuses. */
  readonly message: string;
}

/**
 * Asks one real Synapse about many sets of files, in order: it starts only once.
 * @param options `modules` is a folder of Python modules that the configurations name
 */
export async function configsAccepted(
  sets: readonly (readonly string[])[],
  options: { readonly modules?: string } = {},
): Promise<readonly Acceptance[]> {
  const env = options.modules === undefined ? process.env : { ...process.env, PYTHONPATH: options.modules };
  const asked = promisify(execFile)(synapsePython(), ['-W', 'ignore', '-c', script], { env, maxBuffer: 2 ** 26 });
  asked.child.stdin?.end(JSON.stringify(sets));
  const { stdout } = await asked;
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n[') + 1));
}

/** What Synapse prints while it reads comes before the last line. */
const script = `
import json, sys
from synapse.config.homeserver import HomeServerConfig

def read(files):
    try:
        HomeServerConfig.load_config("test", [word for file in files for word in ("-c", file)])
        return {"ok": True, "message": ""}
    except (Exception, SystemExit) as error:
        return {"ok": False, "message": f"{type(error).__name__}: {error}"}

print("\\n" + json.dumps([read(files) for files in json.load(sys.stdin)]))
`;
