import type { OperatorStep } from '../../plan/types.gen.ts';
import { cleanUpStep } from './clean-up-step.ts';
import { asMas, masCli } from './mas-cli.ts';
import type { OperatorFacts } from './operator-facts.ts';
import { note, operatorStep } from './operator-step.ts';
import { publishWellKnownSteps } from './publish-well-known-step.ts';
import { backchannelLogoutSteps } from './redirect-uri-steps.ts';
import { masService, synapseService } from './services.ts';
import { workerRoutesSteps } from './worker-routes-step.ts';

/** What people do after the outage's work is done. No guard: what they do here is no row of either database. */
export function finishSteps(facts: OperatorFacts): readonly OperatorStep[] {
  return [
    operatorStep('finish', 'verify', {
      title: 'Verify',
      reason: 'While nothing runs, every row can still be compared.',
      instructions: ['syn2mas-plan verify PLAN'],
    }),
    operatorStep('finish', 'start-mas', {
      title: 'Start MAS',
      reason: 'From its first write on, rollback would lose something.',
      instructions: masService('start'),
    }),
    facts.routeLogins,
    ...workerRoutesSteps(facts.workers),
    operatorStep('finish', 'start-synapse', {
      title: 'Start Synapse',
      reason: 'With the patched homeserver.yaml it leaves authentication to MAS.',
      instructions: synapseService('start', facts.workers),
    }),
    ...publishWellKnownSteps(facts),
    operatorStep('finish', 'mas-doctor', {
      title: 'Let MAS look at both services',
      reason:
        'It asks Synapse, itself and .well-known as clients do, which can only be done while both run. Whoever runs it reads its answer.',
      instructions: [note(asMas), masCli(facts.masConfigFiles, 'doctor')],
    }),
    ...backchannelLogoutSteps(facts.providers),
    cleanUpStep(facts),
  ];
}
