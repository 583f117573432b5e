import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { refusalsOf, synapseRefusals } from '../../src/check/synapse-refusals.ts';
import { readSynapseConfig } from '../../src/config/read-synapse-config.ts';
import { temporaryFolder } from '../cli/example.ts';
import { base, namedFiles } from '../config/odd/odd-config.ts';
import { type Acceptance, configsAccepted } from './configs-accepted.ts';
import { type RefusalValues, refusalValues } from './refusal-values.ts';

/** One homeserver.yaml that says one thing. */
interface Candidate {
  readonly id: string;
  readonly yaml: string;
  readonly isRefusedToday: boolean;
}

test('rule by rule, what a real Synapse refuses beside MAS is what we report, and nothing else', async (t) => {
  const directory = writeModules(temporaryFolder(t));
  const candidates = Object.entries(refusalValues).flatMap(([id, values]) => candidatesOf(id, values));
  const delegation = join(directory, 'delegation.yaml');
  writeFileSync(
    delegation,
    `matrix_authentication_service: {enabled: true, endpoint: "http://127.0.0.1:8090/", secret_path: ${directory}/secret-in-file}\n`,
  );
  const files = candidates.map(({ yaml }, index) => {
    const file = join(directory, `${index}.yaml`);
    writeFileSync(file, (base + yaml).replaceAll('DIRECTORY', directory));
    return file;
  });
  const answers = await configsAccepted(
    files.flatMap((file) => [[file], [file, delegation]]),
    { modules: directory },
  );
  const reported = files.map((file) => {
    const { tree } = readSynapseConfig([file, delegation], { cwd: directory });
    return refusalsOf((path) => tree.value(path)).map(({ id }) => id);
  });
  const differences = candidates.flatMap((candidate, index) =>
    judge(candidate, reported[index] ?? [], answers.slice(2 * index, 2 * index + 2)),
  );
  assert.equal(differences.join('\n'), '');
  for (const { id } of synapseRefusals) {
    const outcomes = candidates.flatMap((candidate, index) =>
      candidate.id === id ? [answers[2 * index + 1]?.ok] : [],
    );
    assert.ok(
      outcomes.includes(true) && outcomes.includes(false),
      `${id} needs a value that is refused and one that is not`,
    );
  }
});

test('only refusals are in the table', () => {
  const ids: ReadonlySet<string> = new Set(synapseRefusals.map(({ id }) => id));
  assert.deepEqual(
    Object.keys(refusalValues).filter((id) => !ids.has(id)),
    [],
  );
});

function candidatesOf(id: string, { yaml, values, more = [], refusedToday = [] }: RefusalValues): readonly Candidate[] {
  const texts = [...values.map((value) => yaml.replace('VALUE', value)), ...more];
  return [
    ...texts.map((text) => ({ id, yaml: text, isRefusedToday: false })),
    ...refusedToday.map((text) => ({ id, yaml: text, isRefusedToday: true })),
  ];
}

function judge(
  { id, yaml, isRefusedToday }: Candidate,
  reported: readonly string[],
  [alone, delegated]: readonly Acceptance[],
): readonly string[] {
  if (!alone || !delegated) return [`${yaml}: no answer`];
  const others = reported.filter((other) => other !== id && !(/registration$/.test(id) && /registration$/.test(other)));
  return [
    ...(alone.ok !== isRefusedToday
      ? []
      : [`${yaml}: without MAS it is ${alone.ok ? 'taken' : `refused: ${alone.message}`}`]),
    ...(delegated.ok === (reported.length === 0)
      ? []
      : [
          `${yaml}: we report ${reported.join() || 'nothing'}, Synapse ${delegated.ok ? 'takes it' : `says ${delegated.message}`}`,
        ]),
    ...(others.length === 0 ? [] : [`${yaml}: we report ${others.join()} too`]),
  ];
}

/** What the configurations name: files, and modules as other packages bring them. */
function writeModules(directory: string): string {
  const provider = 'class NAME:\n    @staticmethod\n    def parse_config(config):\n        return config\n';
  const files = {
    ...namedFiles,
    'templates/en/.html': 'Terms\n',
    'synapse_test_provider.py': provider.replace('NAME', 'Provider'),
    'ldap_auth_provider.py': provider.replace('NAME', 'LdapAuthProvider'),
    'sp_conf.py': 'CONFIG = {"xmlsec_binary": "/bin/sh"}\n',
  };
  mkdirSync(join(directory, 'templates', 'en'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}
