/** What is known of findings and of errors. */
export interface Known {
  readonly rules: readonly {
    readonly id: string;
    readonly severity: string;
    readonly outcome?: string;
    readonly title: string;
    readonly why: string;
    readonly remedy: string;
    readonly learntFrom: readonly string[];
  }[];
  readonly errors: Readonly<
    Record<string, { readonly exitCode: number; readonly meaning: string; readonly remedy: string }>
  >;
}

/** What a finding (`area/thing`) or an error (`CODE`) means; undefined where nothing is called so. */
export function renderExplanation(id: string, { rules, errors }: Known): string | undefined {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule) {
    return lines([
      `${rule.id} (${severityOf(rule)}): ${rule.title}.`,
      ['Why', rule.why],
      ['Remedy', rule.remedy],
      ['Learnt from', rule.learntFrom.join('; ')],
    ]);
  }
  const error = Object.hasOwn(errors, id) ? errors[id] : undefined;
  if (!error) return undefined;
  return lines([`${id}: ${error.meaning}`, ['Remedy', error.remedy], ['Exit code', String(error.exitCode)]]);
}

/** Everything that can be explained, one line each. */
export function renderExplanationList({ rules, errors }: Known): string {
  const findings = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  const width = Math.max(...findings.map(({ id }) => id.length), ...Object.keys(errors).map((code) => code.length));
  return [
    'Findings:',
    ...findings.map((rule) => `  ${rule.id.padEnd(width)}  ${severityOf(rule).padEnd(13)}  ${rule.title}`),
    '',
    'Errors, with their exit codes:',
    ...Object.entries(errors).map(
      ([code, { exitCode, meaning }]) =>
        `  ${code.padEnd(width)}  ${String(exitCode).padStart(3)}            ${meaning}`,
    ),
    '',
  ].join('\n');
}

function severityOf({ severity, outcome }: Known['rules'][number]): string {
  return outcome === undefined ? severity : 'not evaluated';
}

function lines(parts: readonly (string | readonly [label: string, text: string])[]): string {
  return `${parts.map((part) => (typeof part === 'string' ? part : `\n${part[0]}: ${part[1]}`)).join('\n')}\n`;
}
