import type { PlanDiff } from './diff/diff-plans.ts';
import { diffView } from './diff/diff-view.ts';
import type { DiffFormat } from './formats.ts';
import { renderMarkdown } from './markdown.ts';
import { renderText } from './text.ts';
import { toJson } from './to-json.ts';

/** The difference of two plans for people (text, markdown) or programs (json). */
export function renderDiff(format: DiffFormat, diff: PlanDiff): string {
  if (format === 'json') return toJson(diff);
  return format === 'text' ? renderText(diffView(diff)) : renderMarkdown(diffView(diff));
}
