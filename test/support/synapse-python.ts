import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/support/package-root.ts';

const run = promisify(execFile);

/** The release of Synapse that the tests talk to. */
export const synapseVersion = '1.163.2';

const packages = [`matrix-synapse[oidc,saml2]==${synapseVersion}`, 'psycopg2-binary==2.9.13'];
const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary=:all:', ...packages];

/**
 * A Python that has this Synapse: that of TEST_SYNAPSE_PYTHON, else a virtual environment in node_modules/.cache, made by pip once.
 * Not with the extra `postgres`: it builds psycopg2 from source, the binary package is the same module.
 */
export async function prepareSynapsePython(): Promise<{ readonly python: string } | { readonly problem: string }> {
  const given = process.env.TEST_SYNAPSE_PYTHON;
  if (given) return { python: given };
  const cache = join(packageRoot(), 'node_modules', '.cache');
  const finished = join(cache, `synapse-${synapseVersion}`);
  const python = join(finished, 'bin', 'python');
  if (existsSync(python)) return await addMissing(python);
  const unfinished = `${finished}.${process.pid}`;
  try {
    await run('python3', ['-c', 'import sys, ensurepip; sys.exit(sys.version_info < (3, 10))']);
  } catch (error) {
    return {
      problem: `The tests with a real Synapse need Python 3.10 or newer with venv (Debian: apt install python3 python3-venv).\n${lastLine(error)}`,
    };
  }
  process.stderr.write(`pip installs Synapse ${synapseVersion} in ${finished}, once\n`);
  try {
    await mkdir(cache, { recursive: true });
    await run('python3', ['-m', 'venv', unfinished]);
    // As a module: the scripts in bin/ would keep the unfinished path.
    await run(join(unfinished, 'bin', 'python'), pip, { maxBuffer: 2 ** 26 });
    // Another run may have been faster.
    await rename(unfinished, finished).catch((error: unknown) => {
      if (!existsSync(python)) throw error;
    });
    return { python };
  } catch (error) {
    return {
      problem: `Synapse ${synapseVersion} cannot be installed; pip must reach a package index.\n${lastLine(error)}`,
    };
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** One that was made before the tests asked about SAML gets what it lacks. */
async function addMissing(python: string): Promise<{ readonly python: string } | { readonly problem: string }> {
  try {
    await run(python, ['-c', 'import saml2, pytz, defusedxml']).catch(() => run(python, pip, { maxBuffer: 2 ** 26 }));
    return { python };
  } catch (error) {
    return {
      problem: `Synapse ${synapseVersion} lacks its extra saml2; pip must reach a package index.\n${lastLine(error)}`,
    };
  }
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as { readonly stderr?: string; readonly message: string };
  return (stderr || message).trim().split('\n').at(-1) ?? '';
}
