import type { Finding } from '../plan/types.gen.ts';
import { yamlString } from '../support/yaml-string.ts';

/** A decision about rows that somebody could make. */
export interface DecisionToMake {
  readonly decision: string;
  readonly provider?: string;
  readonly to?: string;
  readonly upTo: number;
  readonly what: readonly string[];
}

/**
 * A file of acceptances and decisions to fill in: an acceptance for each finding that nobody accepted yet and that may be
 * accepted, with `reason` and `by` empty, which the reader refuses; and every decision about rows that could be made, as comments,
 * so that nothing is decided by accident.
 */
export function renderAcceptances(findings: readonly Finding[], decisions: readonly DecisionToMake[] = []): string {
  const ids = [...new Set(findings.map(({ id }) => id))];
  const entries = ids.map((id) => {
    const some = findings.filter((finding) => finding.id === id);
    const count = some.reduce((sum, finding) => sum + Math.max(1, finding.count ?? 1), 0);
    return [
      ...some.map(({ what }) => `  # ${yamlString(what)}`),
      `  - finding: ${id}`,
      `    upTo: ${count}`,
      ...signature,
      '',
    ].join('\n');
  });
  const head =
    '# Decisions on findings. Fill in reason and by, take out what is not acceptable, and give this file to --accept.\n';
  const acceptances = `${head}acceptances:${entries.length === 0 ? ' []' : ''}\n${entries.join('\n')}`;
  return decisions.length === 0 ? acceptances : `${acceptances}\n${renderDecisions(decisions)}`;
}

function renderDecisions(decisions: readonly DecisionToMake[]): string {
  const entries = decisions.map(({ decision, provider, to, upTo, what }) =>
    [
      '',
      ...what.map((text) => `  # ${yamlString(text)}`),
      `  - decision: ${decision}`,
      ...(provider === undefined ? [] : [`    provider: ${yamlString(provider)}`]),
      ...(to === undefined ? [] : [`    to: ${yamlString(to)}`]),
      `    upTo: ${upTo}`,
      ...signature,
    ].map((line) => (line === '' ? line : `#${line}`)),
  );
  return [
    '# Decisions about rows. All of them are comments: take the first # from each line of one that is decided. Of several about',
    '# the same rows only one can be followed.',
    'decisions:',
    ...entries.flat(),
    '',
  ].join('\n');
}

const signature = ['    reason: ""', '    by: ""'];
