import { InvalidArgumentError } from 'commander';
import type { PlanFormat } from '../render/render-plan.ts';

export const planFormats = [
  'text',
  'markdown',
  'html',
  'json',
  'sql',
  'sarif',
  'runbook',
] as const satisfies PlanFormat[];

/** What `--output FORMAT=FILE` asks for. */
export interface ReportOutput {
  readonly format: PlanFormat;
  /** `-` is stdout. */
  readonly file: string;
}

/**
 * For commander: one more `--output`.
 * @throws InvalidArgumentError
 */
export function reportOutput(text: string, previous: readonly ReportOutput[] = []): readonly ReportOutput[] {
  const [, name, file] = /^([a-z]+)=(.+)$/s.exec(text) ?? [];
  const format = planFormats.find((known) => known === name);
  if (!format || !file) throw new InvalidArgumentError(`It must be FORMAT=FILE with one of ${planFormats.join(', ')}.`);
  return [...previous, { format, file }];
}
