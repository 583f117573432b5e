import { ownGuards } from '../../plan/own-guards.ts';
import type { OperatorStep } from '../../plan/types.gen.ts';
import type { OperatorFacts } from './operator-facts.ts';
import { operatorStep } from './operator-step.ts';
import { masService, synapseService } from './services.ts';

/** What people do when the outage begins. apply refuses to run while either service is connected to its database. */
export function stopSteps({ workers }: Pick<OperatorFacts, 'workers'>): readonly OperatorStep[] {
  return [
    operatorStep('cutover', 'stop-mas', {
      title: 'Stop MAS',
      reason: `It must not write while its tables are loaded. ${refusal('MAS')}`,
      who: 'whoever runs MAS',
      expect: 'It is stopped, and nothing starts it again by itself.',
      otherwise: 'apply refuses, and names the session that is still there: end it.',
      instructions: masService('stop'),
      guard: ownGuards.mas.stopped,
    }),
    operatorStep('cutover', 'stop-synapse', {
      title: 'Stop Synapse and all its workers',
      reason: `A login during the migration would be lost. ${refusal('Synapse')}`,
      who: 'whoever runs Synapse',
      expect:
        'It is stopped with all its workers, and nothing starts it again by itself. Users are offline from here on.',
      otherwise: 'apply refuses, and names the session or the listener that is still there: end it.',
      instructions: synapseService('stop', workers),
      guard: ownGuards.synapse.stopped,
    }),
  ];
}

function refusal(service: string): string {
  return `apply itself sees to it: it refuses while ${service} is connected to its database${service === 'Synapse' ? ' or answers at one of its listeners' : ''}.`;
}
