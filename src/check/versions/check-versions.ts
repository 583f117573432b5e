import type { Finding } from '../../plan/types.gen.ts';
import { toFinding } from '../config-rule.ts';
import { compareVersions } from './compare-versions.ts';
import type { KnownVersion } from './known-version.ts';
import { masMigrations } from './mas-releases.ts';
import { versionContradicted } from './rules/stated-otherwise.ts';
import { versionUnknown } from './rules/unknown.ts';
import { untestedSchema } from './rules/untested-schema.ts';
import { synapseSchemaVersions } from './synapse-releases.ts';
import { type Conditions, versionQuestions } from './version-questions.ts';
import type { Versions } from './versions.ts';

/** What the versions of both services mean for the migration; what depends on more than is known of them is one finding. */
export function checkVersions(versions: Versions, conditions: Conditions): Finding[] {
  const questions = versionQuestions(versions, conditions);
  const open = questions.filter(({ answer }) => answer === 'unknown').map(({ text }) => text);
  const { synapse, mas } = versions;
  return [
    ...questions.filter(({ answer }) => answer === 'yes').map(({ finding }) => finding),
    ...(open.length === 0
      ? []
      : [
          toFinding(versionUnknown, {
            what: `Synapse is ${synapse.text}, MAS ${mas.text}. Not evaluated is ${open.join('; ')}.`,
            where: [
              { database: 'synapse', table: 'schema_version' },
              { database: 'mas', table: '_sqlx_migrations' },
            ],
            count: open.length,
          }),
        ]),
    ...(contradict(synapse, versions.synapseDatabase)
      ? [
          toFinding(versionContradicted, {
            what: `Synapse is said to be ${synapse.text}, but is ${versions.synapseDatabase.text}.`,
            where: [{ database: 'synapse', table: 'schema_version' }],
          }),
        ]
      : []),
    ...untested(versions),
  ];
}

/** Whether no version lies within both. */
function contradict(a: KnownVersion, b: KnownVersion): boolean {
  const isPast = (one: string | undefined, other: string | undefined): boolean =>
    one !== undefined && other !== undefined && compareVersions(one, other) >= 0;
  return isPast(a.atLeast, b.below) || isPast(b.atLeast, a.below);
}

function untested({ synapseSchema, masMigration }: Versions): readonly Finding[] {
  const isNewer = (found: string | undefined, [, newest]: readonly [string, string] = ['', '0']): found is string =>
    found !== undefined && /^\d+$/.test(found) && BigInt(found) > BigInt(newest);
  const [schema, migration] = [synapseSchemaVersions.at(-1), masMigrations.at(-1)];
  return [
    ...(isNewer(synapseSchema, schema)
      ? [
          toFinding(untestedSchema, {
            what: `Synapse has the schema version ${synapseSchema}; the newest that is known is ${schema?.[1]} of ${schema?.[0]}.`,
            where: [{ database: 'synapse', table: 'schema_version' }],
          }),
        ]
      : []),
    ...(isNewer(masMigration, migration)
      ? [
          toFinding(untestedSchema, {
            what: `MAS has the migration ${masMigration}; the newest that is known is ${migration?.[1]} of ${migration?.[0]}.`,
            where: [{ database: 'mas', table: '_sqlx_migrations' }],
          }),
        ]
      : []),
  ];
}
