import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What Synapse says about one set of configuration files. */
export interface Acceptance {
  readonly ok: boolean;
  /** Its own words where it refuses. */
  readonly message: string;
}

/** Asks one real Synapse about many sets of files, in order: it starts only once. */
export async function configsAccepted(sets: readonly (readonly string[])[]): Promise<readonly Acceptance[]> {
  const python = process.env.TEST_SYNAPSE_PYTHON;
  if (!python) throw new Error('TEST_SYNAPSE_PYTHON is not set: run this suite by npm test -- synapse');
  const { stdout } = await promisify(execFile)(python, ['-W', 'ignore', '-c', script, JSON.stringify(sets)], {
    maxBuffer: 2 ** 24,
  });
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

print("\\n" + json.dumps([read(files) for files in json.loads(sys.argv[1])]))
`;
