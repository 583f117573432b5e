import { readHistory } from '../../audit/read-history.ts';
import { renderAuditHistory } from '../../render/audit-history.ts';
import { toJson } from '../../render/to-json.ts';
import { exitCodes } from '../../support/error-catalog.ts';
import { readPlanFile } from '../read-plan-file.ts';
import type { CommandContext } from '../start.ts';

interface ShowOptions {
  readonly format: 'text' | 'json';
}

/** `audit show`: what happened to a plan. */
export async function work(context: CommandContext, name: string, options: ShowOptions): Promise<number> {
  const { path, planId } = readPlanFile(name, context.cwd);
  const entries = await readHistory(path);
  const history = { formatVersion: '1.0', planId, entries };
  context.stdout.write(options.format === 'json' ? toJson(history) : renderAuditHistory(entries, planId));
  return exitCodes.done;
}
