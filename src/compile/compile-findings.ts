import { acceptFindings } from '../check/acceptances/accept-findings.ts';
import type { AcceptanceDecision } from '../check/acceptances/acceptance.ts';
import { allRules } from '../check/all-rules.ts';
import { checkMasSettings } from '../check/check-mas-settings.ts';
import { checkSynapseOptions } from '../check/check-synapse-options.ts';
import { toFinding } from '../check/config-rule.ts';
import { dataFinding, type FactRow } from '../check/data/data-rule.ts';
import { providerOf } from '../check/decisions/covers.ts';
import { decideFindings, type StatedFinding } from '../check/decisions/decide-findings.ts';
import type { FollowedDecisions } from '../check/decisions/follow-decisions.ts';
import { targetColumn } from '../check/target/column.ts';
import { providersAmbiguous } from '../check/target/providers-ambiguous.ts';
import { targetUncheckedIndex } from '../check/target/unchecked-index.ts';
import { targetUnknownColumn } from '../check/target/unknown-column.ts';
import type { GivenLink } from '../config/links/read-links.ts';
import type { MasConfig } from '../config/mas-config.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import type { Finding } from '../plan/types.gen.ts';
import type { Answers } from './answers.ts';
import type { Queries } from './database/compile-queries.ts';
import { type DataCheck, uncheckedConstraints } from './database/data-checks.ts';

/** What somebody decided, and the day for which it must hold. */
export interface Decided {
  readonly acceptances: readonly AcceptanceDecision[];
  readonly decisions: FollowedDecisions;
  /** Those of --links. */
  readonly links: readonly GivenLink[];
  readonly today: string;
}

/** The findings, and which of them each question about rows gave. */
export interface CompiledFindings {
  /** Errors first, what could not be evaluated after the warnings, then by id; those of the same id in the order in which they were found. */
  readonly findings: Finding[];
  readonly stated: readonly StatedByCheck[];
}

/** A finding that a question about rows gave, with the fact that it states. */
export interface StatedByCheck extends StatedFinding {
  readonly check: DataCheck;
}

/** Every finding, each with what somebody decided about it. */
export function compileFindings(
  configs: { readonly synapse: SynapseConfig; readonly mas: MasConfig; readonly patchedMas: MasConfig },
  queries: Queries,
  answers: Answers,
  more: readonly Finding[],
  { acceptances, decisions, links, today }: Decided,
): CompiledFindings {
  const stated = queries.checks.flatMap((check) =>
    inOrder(answers.facts.get(check.id) ?? []).map((row) => ({
      check,
      fact: row.fact,
      finding: withLoginsLost(placed(dataFinding(check.rule, row), row, links), answers.loginDetails.unmapped),
    })),
  );
  const decided = decideFindings(stated, decisions.followed);
  const found = [
    ...decided.findings,
    ...checkSynapseOptions(configs.synapse),
    ...settingFindings(configs),
    ...ambiguousProviders(configs.mas),
    ...more,
    ...columnFindings(queries),
    ...decisions.findings,
    ...decided.errors,
  ];
  const findings = acceptFindings(found, acceptances, allRules, today);
  const rank = { error: 0, warning: 1, unevaluated: 2, info: 3 };
  const key = ({ id, severity, outcome }: Finding): string => `${rank[outcome ?? severity]} ${id}`;
  return {
    findings: [...findings].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)),
    // Accepting keeps the order, and adds its own errors at the end.
    stated: stated.map((one, index) => ({ ...one, finding: findings[index] ?? one.finding })),
  };
}

/** What is about lines of --links stands there; of many the first are named. */
function placed(finding: Finding, { lines }: FactRow, links: readonly GivenLink[]): Finding {
  if (!lines) return finding;
  const field = finding.id.startsWith('links/user-') ? 'user' : 'subject';
  const where = links.filter(({ line }) => lines.includes(line)).map(({ places }) => places[field]);
  return { ...finding, where: where.slice(0, 20) };
}

/** What links that MAS does not get mean for those who have them. */
function withLoginsLost(finding: Finding, unmapped: Answers['loginDetails']['unmapped']): Finding {
  const provider = providerOf(finding);
  if (provider === undefined) return finding;
  const logins = unmapped.find(({ authProvider }) => authProvider === provider);
  if (!logins) return finding;
  const left = `Of ${logins.users} active users with such a link, ${logins.none} can log in by nothing else.`;
  return { ...finding, what: `${finding.what} ${left}` };
}

/** What the patches do not mend, at the places of the files as they are. */
function settingFindings(configs: Parameters<typeof compileFindings>[0]): readonly Finding[] {
  const left = checkMasSettings(configs.synapse, configs.patchedMas);
  const now = checkMasSettings(configs.synapse, configs.mas);
  const isLeft = (id: string): boolean => left.some((finding) => finding.id === id);
  const isKnown = (id: string): boolean => now.some((finding) => finding.id === id);
  return [...now.filter(({ id }) => isLeft(id)), ...left.filter(({ id }) => !isKnown(id))];
}

/** A UNION ALL that runs in parallel gives its rows in any order. */
function inOrder(rows: readonly FactRow[]): readonly FactRow[] {
  return [...rows].sort((a, b) => (a.fact < b.fact ? -1 : 1));
}

function columnFindings(queries: Queries): readonly Finding[] {
  const unchecked = uncheckedConstraints(queries.copies);
  const uncheckedTables = new Set(unchecked.map((name) => name.split('.')[0] ?? ''));
  return [
    ...queries.copies.flatMap(({ copy, decision }) => {
      const where = [{ database: 'mas' as const, table: copy.table }];
      return [
        ...decision.impossible.map((name) =>
          toFinding(targetUnknownColumn, { what: `${copy.table}.${name} is NOT NULL without a default.`, where }),
        ),
        ...(decision.differences.length > 0
          ? [toFinding(targetColumn, { what: `${copy.table}: ${decision.differences.join(', ')}.`, where })]
          : []),
      ];
    }),
    ...(unchecked.length > 0
      ? [
          toFinding(targetUncheckedIndex, {
            what: `Not evaluated: ${unchecked.join(', ')}.`,
            where: [...uncheckedTables].map((table) => ({ database: 'mas', table })),
          }),
        ]
      : []),
  ];
}

function ambiguousProviders(mas: MasConfig): readonly Finding[] {
  const names = mas.providers.flatMap((provider) => provider.synapseIdpId ?? []);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return twice.map((name) =>
    toFinding(providersAmbiguous, {
      what: `synapse_idp_id ${name} stands ${names.filter((other) => other === name).length} times.`,
      where: mas.providers.filter((provider) => provider.synapseIdpId === name).map((provider) => provider.place),
    }),
  );
}
