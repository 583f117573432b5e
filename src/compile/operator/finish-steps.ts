import { ownGuards } from '../../plan/own-guards.ts';
import type { OperatorStep } from '../../plan/types.gen.ts';
import { cleanUpStep } from './clean-up-step.ts';
import { asMas, masCli } from './mas-cli.ts';
import type { OperatorFacts } from './operator-facts.ts';
import { note, operatorStep } from './operator-step.ts';
import { publishWellKnownSteps } from './publish-well-known-step.ts';
import { backchannelLogoutSteps } from './redirect-uri-steps.ts';
import { masService, synapseService } from './services.ts';
import { workerRoutesSteps } from './worker-routes-step.ts';

/** What people do after the outage's work is done. What they do here is no row of either database; whether services answer can be seen. */
export function finishSteps(facts: OperatorFacts): readonly OperatorStep[] {
  return [
    operatorStep('finish', 'verify', {
      title: 'Verify',
      reason: 'While nothing runs, every row can still be compared.',
      who: 'whoever runs syn2mas-plan',
      expect: 'It ends with code 0 and says: Verified.',
      otherwise: 'Do not start MAS. syn2mas-plan rollback PLAN, then start Synapse as before.',
      runs: 'verify',
      instructions: ['syn2mas-plan verify PLAN'],
    }),
    operatorStep('finish', 'start-mas', {
      title: 'Start MAS',
      reason: 'From its first write on, rollback would lose something.',
      who: 'whoever runs MAS',
      expect: 'Its log says that it listens; its public address answers.',
      otherwise:
        'Stop it. syn2mas-plan status PLAN says whether it has written: until then syn2mas-plan rollback PLAN goes back.',
      pointOfNoReturn: true,
      guard: ownGuards.mas.answers,
      instructions: masService('start'),
    }),
    facts.routeLogins,
    ...workerRoutesSteps(facts.workers),
    operatorStep('finish', 'start-synapse', {
      title: 'Start Synapse',
      reason: 'With the patched homeserver.yaml it leaves authentication to MAS.',
      who: 'whoever runs Synapse',
      expect: 'Clients that were logged in go on; /_matrix/client/versions answers. The outage is over.',
      otherwise:
        'Its log says which option it refuses. Where MAS has not written yet: stop both, syn2mas-plan rollback PLAN, start Synapse as before.',
      guard: ownGuards.synapse.answers,
      instructions: synapseService('start', facts.workers),
    }),
    ...publishWellKnownSteps(facts),
    operatorStep('finish', 'mas-doctor', {
      title: 'Let MAS look at both services',
      reason:
        'It asks Synapse, itself and .well-known as clients do, which can only be done while both run. Whoever runs it reads its answer.',
      who: 'whoever runs MAS',
      expect: 'It names nothing that is wrong.',
      otherwise: 'It says what to mend; nothing is undone by it.',
      instructions: [note(asMas), masCli(facts.masConfigFiles, 'doctor')],
    }),
    ...backchannelLogoutSteps(facts.providers),
    operatorStep('finish', 'probe', {
      title: 'Let syn2mas-plan ask both services',
      reason: 'Only while both run can be seen whether they find each other, and whether clients find them.',
      who: 'whoever runs syn2mas-plan',
      expect: 'It ends with code 0: every probe passed.',
      otherwise: 'Code 18: each probe that failed has a remedy. Nothing is undone by it; mend and ask again.',
      runs: 'finish',
      instructions: ['syn2mas-plan apply PLAN --allowed-signers FILE --phase finish'],
    }),
    cleanUpStep(facts),
  ];
}
