import type { Appservices } from '../plan/types.gen.ts';
import { printable } from '../support/printable.ts';
import { formatAmount } from './format-amount.ts';
import { bridgeName, summarizeBridges, verdictNames } from './view/bridge-verdicts.ts';
import { wrap } from './wrap.ts';

/** Which bridges break, for a terminal: a sentence, and a line for each; nothing where none is registered. */
export function formatBridges({ services }: Appservices): readonly string[] {
  if (services.length === 0) return [];
  const width = Math.min(40, Math.max(...services.map((service) => printable(bridgeName(service)).length)));
  const lines = services.map((service) => {
    const name = printable(bridgeName(service)).padEnd(width);
    return `  ${name}  ${verdictNames[service.verdict]}, ${formatAmount(service.users, 'user')}`;
  });
  return [...wrap(summarizeBridges(services), 100), ...lines, ''];
}
