import { countGroups, findingGroups, groupName } from '../../plan/finding-group.ts';
import type { Finding, Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';

/**
 * Where a plan says one thing to its readers and another to apply: a compiled plan never does, an edited one may. A sentence for
 * each; nobody should decide by such a plan.
 */
export function findContradictions(plan: Plan): readonly string[] {
  return [
    ...findingContradictions(plan),
    ...rowContradictions(plan),
    ...fileContradictions(plan),
    ...providerContradictions(plan),
    ...loginContradictions(plan),
  ];
}

/** Errors that nobody accepted: with one of them apply refuses, whatever else the plan says. */
export function openErrors({ findings }: Plan): readonly Finding[] {
  return findings.filter(({ severity, acceptance }) => severity === 'error' && !acceptance);
}

function findingContradictions(plan: Plan): readonly string[] {
  const { findings, summary, errored } = plan;
  const counts = countGroups(findings);
  return [
    ...(errored === openErrors(plan).length > 0
      ? []
      : [`errored is ${errored}, with ${openErrors(plan).length} errors that nobody accepted.`]),
    ...findingGroups.flatMap((group) =>
      differ(`findings (${groupName(group)})`, summary.findings[group], counts[group], 'the findings'),
    ),
  ];
}

function rowContradictions({ summary, steps, accounting }: Plan): readonly string[] {
  const copies = steps.filter((step) => step.kind === 'copy');
  const migrated = accounting.flatMap((entry) => entry.migrated);
  const tables = new Set([...summary.tables, ...copies, ...migrated].map(({ table }) => table));
  return [
    ...[...tables].flatMap((table) => {
      const rowsIn = (parts: readonly { readonly table: string; readonly rows: number }[]): number =>
        sum(parts.filter((part) => part.table === table));
      const copied = rowsIn(copies);
      return [
        ...differ(`rows of ${table}`, rowsIn(summary.tables), copied, 'the copy steps'),
        ...(rowsIn(migrated) === copied
          ? []
          : [
              `The accounting gives ${formatCount(rowsIn(migrated))} rows of ${table}, the copy steps ${formatCount(copied)}.`,
            ]),
      ];
    }),
    ...differ('rows migrated', summary.rowsMigrated, sum(copies), 'the copy steps'),
    ...accounting
      .filter(({ rows, migrated: there, skipped }) => rows !== sum(there) + sum(skipped))
      .map(({ entity }) => `The accounting of ${entity} does not add up.`),
  ];
}

function fileContradictions({ summary, steps }: Plan): readonly string[] {
  const written = steps.flatMap((step) => (step.kind === 'file' || step.kind === 'secret' ? [step.path] : []));
  return [
    ...written
      .filter((path) => !summary.files.includes(path))
      .map((path) => `${path} is written, and the summary does not say so.`),
    ...summary.files
      .filter((path) => !written.includes(path))
      .map((path) => `The summary names ${path}, which no step writes.`),
  ];
}

function providerContradictions({ logins, target }: Plan): readonly string[] {
  const [shown, used] = [logins.providers, target.providers].map((providers) =>
    JSON.stringify(providers.map(({ synapseIdpId, id, users }) => [synapseIdpId, id, users])),
  );
  return shown === used ? [] : ['The providers by which users log in are not those of the target.'];
}

function loginContradictions({ logins: { ways, ...counts } }: Plan): readonly string[] {
  const isOf = { password: [true, false], provider: [false, true], both: [true, true], none: [false, false] } as const;
  const same = (['password', 'provider', 'both', 'none'] as const).every((way) => {
    const [password, provider] = isOf[way];
    const users = (ways ?? [])
      .filter((each) => each.password === password && each.providers.length > 0 === provider)
      .reduce((total, each) => total + each.users, 0);
    return users === counts[way];
  });
  return !ways || same ? [] : ['The ways by which users log in do not add up.'];
}

function differ(what: string, summary: number, found: number, where: string): readonly string[] {
  if (summary === found) return [];
  return [`The summary says ${formatCount(summary)} ${what}, ${where} ${formatCount(found)}.`];
}

function sum(parts: readonly { readonly rows: number }[]): number {
  return parts.reduce((total, { rows }) => total + rows, 0);
}
