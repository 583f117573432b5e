import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { readTemplates } from '../../src/support/read-templates.ts';
import { temporaryFolder } from '../cli/example.ts';
import { complaintsAbout } from './complaints.ts';
import { readCorpus } from './corpus.ts';
import { askOnce } from './fixed-answers.ts';
import { mutateSpecimen } from './mutate-specimen.ts';
import { randomOf } from './random.ts';
import { runSpecimen, type Told } from './run-specimen.ts';

/**
 * Mutates the corpus, reads, checks and compiles what comes out, and looks at all that is told of it. FUZZ_RUNS (default
 * 4,000) says how many times in all and FUZZ_SEED (default 1) by what chance; FUZZ_RUN makes one run alone, and shows its files.
 * @param share this of that many parts, which run beside each other
 */
export async function fuzzConfigs(
  t: TestContext,
  share: { readonly part: number; readonly of: number },
): Promise<void> {
  const { seed, runs } = settings(share);
  const fixed = await askOnce(t);
  const templates = readTemplates();
  const root = temporaryFolder(t);
  const corpus = readCorpus().map((specimen, index) => ({ specimen, cwd: join(root, String(index)) }));
  for (const { specimen, cwd } of corpus) write(specimen.files, cwd);
  const failures = new Map<string, string>();
  let planned = 0;
  for (const run of runs) {
    const random = randomOf(seed, run);
    const { specimen, cwd } = random.pick(corpus);
    const { changed, secrets } = mutateSpecimen(specimen, random);
    if (runs.length === 1) t.diagnostic(`${specimen.name} with ${JSON.stringify(changed, null, 2)}`);
    write(changed, cwd);
    const told = await runSpecimen(specimen, cwd, random, fixed, templates).catch(asTold);
    write(Object.fromEntries(Object.keys(changed).map((name) => [name, specimen.files[name] ?? ''])), cwd);
    if ('plan' in told) planned += 1;
    for (const complaint of 'crash' in told ? [told.crash] : complaintsOf(told, secrets)) {
      const kind = complaint.replaceAll(/\d+/g, 'N').slice(0, 60);
      failures.set(kind, `FUZZ_RUN=${run} (${specimen.name}): ${complaint}`);
    }
    if (failures.size >= 10) break;
  }
  const again = `FUZZ_SEED=${seed} FUZZ_RUN=N node dist/test/run.js fuzz/ makes one of these runs again`;
  assert.ok(failures.size === 0, `${[...failures.values()].join('\n')}\n${again}`);
  assert.ok(runs.length < 100 || planned > runs.length * 0.3, `only ${planned} of ${runs.length} could be planned`);
}

/** The corpus as it is goes through every rule, with choices by chance, and nothing is to be complained of. */
export async function checkCorpus(t: TestContext): Promise<void> {
  const fixed = await askOnce(t);
  const templates = readTemplates();
  const root = temporaryFolder(t);
  for (const [index, specimen] of readCorpus().entries()) {
    const cwd = join(root, String(index));
    write(specimen.files, cwd);
    const told = await runSpecimen(specimen, cwd, randomOf(1, index), fixed, templates);
    assert.deepEqual(complaintsOf(told, mutateSpecimen(specimen).secrets), [], specimen.name);
  }
}

function settings({ part, of }: { readonly part: number; readonly of: number }) {
  const { FUZZ_SEED, FUZZ_RUNS, FUZZ_RUN } = process.env;
  const count = Number(FUZZ_RUNS ?? 4_000);
  const runs = Array.from({ length: count }, (_, run) => run).filter((run) => run % of === part);
  return { seed: Number(FUZZ_SEED ?? 1), runs: FUZZ_RUN === undefined ? runs : [Number(FUZZ_RUN)] };
}

function asTold(error: unknown): { readonly crash: string } {
  return { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function complaintsOf(told: Told, secrets: readonly string[]): readonly string[] {
  const text = JSON.stringify(told);
  const leaked = secrets.filter((secret) => text.includes(secret) && wordOf(secret).test(text));
  return [...complaintsAbout(told), ...leaked.map((secret) => `the secret ${secret} is told`)];
}

/** One secret may begin as another does. */
function wordOf(secret: string): RegExp {
  return new RegExp(`(?<![\\w-])${secret.replaceAll(/\W/g, '\\$&')}(?![\\w-])`);
}

function write(files: Readonly<Record<string, string>>, folder: string): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
