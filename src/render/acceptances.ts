import type { Finding } from '../plan/types.gen.ts';
import { yamlString } from '../support/yaml-string.ts';

/**
 * A file of acceptances to fill in: one for each finding that nobody accepted yet and that may be accepted. `reason` and
 * `by` are empty, which the reader refuses.
 */
export function renderAcceptances(findings: readonly Finding[]): string {
  const ids = [...new Set(findings.map(({ id }) => id))];
  const entries = ids.map((id) => {
    const some = findings.filter((finding) => finding.id === id);
    const count = some.reduce((sum, finding) => sum + Math.max(1, finding.count ?? 1), 0);
    return [
      ...some.map(({ what }) => `  # ${yamlString(what)}`),
      `  - finding: ${id}`,
      `    upTo: ${count}`,
      '    reason: ""',
      '    by: ""',
      '',
    ].join('\n');
  });
  const head =
    '# Decisions on findings. Fill in reason and by, take out what is not acceptable, and give this file to --accept.\n';
  return `${head}acceptances:${entries.length === 0 ? ' []' : ''}\n${entries.join('\n')}`;
}
