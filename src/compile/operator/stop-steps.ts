import { stoppedGuards } from '../../plan/guards.ts';
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
      instructions: masService('stop'),
      guard: stoppedGuards.mas,
    }),
    operatorStep('cutover', 'stop-synapse', {
      title: 'Stop Synapse and all its workers',
      reason: `A login during the migration would be lost. ${refusal('Synapse')}`,
      instructions: synapseService('stop', workers),
      guard: stoppedGuards.synapse,
    }),
  ];
}

function refusal(service: string): string {
  return `apply itself sees to it: it refuses (SERVICE_CONNECTED) while ${service} is connected to its database.`;
}
