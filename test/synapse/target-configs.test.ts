import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { refusalsOf } from '../../src/check/synapse-refusals.ts';
import { temporaryFolder } from '../cli/example.ts';
import { masConfig, soundMas, synapseConfig } from '../compile/build-configs.ts';
import { patched } from '../compile/patched.ts';
import { type Acceptance, configsAccepted } from './configs-accepted.ts';
import { odd, options } from './source-configs.ts';

/** One case on disk three times: as it is, with delegation alone, and as the plan makes it. */
interface Written {
  readonly name: string;
  readonly isRefused: boolean;
  readonly isRefusedToday: boolean;
  readonly source: readonly string[];
  readonly delegated: readonly string[];
  readonly target: readonly string[];
}

test('a real Synapse takes every target, and refuses what is only delegated wherever we say so', async (t) => {
  const directory = temporaryFolder(t);
  const secret = join(directory, 'secret');
  writeFileSync(secret, 'shared secret of both\n');
  const delegation = join(directory, 'delegation.yaml');
  const endpoint = 'http://127.0.0.1:8090/';
  writeFileSync(
    delegation,
    `matrix_authentication_service: {enabled: true, endpoint: "${endpoint}", secret_path: ${secret}}\n`,
  );
  const cases = [...options, ...odd].map(({ name, files, isRefusedToday = false }, index) => {
    const at = (folder: string, file: string): string => join(directory, String(index), folder, file);
    const fill = (text: string): string => text.replaceAll('DIRECTORY', directory).replaceAll('SECRET', secret);
    const texts = Object.fromEntries(Object.entries(files).map(([file, text]) => [at('source', file), fill(text)]));
    const config = synapseConfig(texts);
    const result = patched(config, masConfig(soundMas.replace('/run/secrets/mas', secret)));
    const source = Object.keys(texts);
    const target = source.map((path) => path.replace(`${index}/source`, `${index}/target`));
    for (const [path, text] of Object.entries(texts)) write(path, text);
    for (const [path, text] of Object.entries(result.texts))
      write(path.replace(`${index}/source`, `${index}/target`), text);
    const isRefused = refusalsOf((path) => config.tree.value(path)).length > 0;
    return {
      name,
      isRefused,
      isRefusedToday,
      source,
      delegated: isRefusedToday ? source : [...source, delegation],
      target,
    };
  });
  writeFileSync(join(directory, 'signing.key'), 'ed25519 a_test LSTqyd0i8VzqQfRLyYnAEkRyRa9FPpkvZBeoLFQIHGo\n');
  mkdirSync(join(directory, 'templates', 'en'), { recursive: true });

  const answers = await configsAccepted(cases.flatMap(({ source, delegated, target }) => [source, delegated, target]));
  assert.deepEqual(judge(cases, answers), []);
});

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** What is not as promised. */
function judge(cases: readonly Written[], answers: readonly Acceptance[]): readonly string[] {
  return cases.flatMap(({ name, isRefused, isRefusedToday }, index) => {
    const [source, delegated, target] = answers.slice(3 * index, 3 * index + 3);
    if (!source || !delegated || !target) return [`${name}: no answer`];
    const isSound = source.ok || isRefusedToday;
    return [
      ...(isSound ? [] : [`${name}: the source itself is refused: ${source.message}`]),
      ...(delegated.ok === !isRefused
        ? []
        : [`${name}: delegation alone should be ${isRefused ? 'refused' : 'taken'}: ${delegated.message}`]),
      ...(target.ok ? [] : [`${name}: the target is refused: ${target.message}`]),
    ];
  });
}
