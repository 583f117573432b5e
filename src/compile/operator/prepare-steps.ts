import type { AssertStep, OperatorStep } from '../../plan/types.gen.ts';
import { backupStep } from './backup-step.ts';
import { bridgesSteps } from './bridges-step.ts';
import { asMas, masCli } from './mas-cli.ts';
import type { OperatorFacts } from './operator-facts.ts';
import { note, operatorStep } from './operator-step.ts';
import { redirectUriSteps } from './redirect-uri-steps.ts';
import { tellSteps } from './tell-steps.ts';

/** What people do before apply changes anything. */
export function prepareSteps(facts: OperatorFacts): readonly OperatorStep[] {
  return [backupStep(facts), ...redirectUriSteps(facts.providers), ...bridgesSteps(facts.appservices), ...tellSteps()];
}

/** What people do once MAS's configuration is as it shall be: after the files of the phase prepare. */
export function masConfigSteps({
  masConfigFiles,
  providersGuard,
}: Pick<OperatorFacts, 'masConfigFiles' | 'providersGuard'>): readonly (OperatorStep | AssertStep)[] {
  const check = operatorStep('prepare', 'mas-config-check', {
    title: 'Let MAS check its configuration',
    reason:
      'It refuses to start with a configuration that it cannot read, and then logins are down. This reads files only, so no guard can show that it was done: whoever runs it reads its answer.',
    who: 'whoever runs MAS',
    expect: 'It ends without an error.',
    otherwise: 'syn2mas-plan rollback PLAN puts the files of MAS back as they were; then plan again.',
    instructions: [note(asMas), masCli(masConfigFiles, 'config check')],
  });
  if (!providersGuard) return [check];
  const sync = operatorStep('prepare', 'mas-config-sync', {
    title: 'Give MAS its providers',
    reason: 'Links of users refer to the rows that MAS writes for the providers of its configuration.',
    who: 'whoever runs MAS',
    expect: 'The dry run names the providers of the configuration and deletes nothing; the second says the same.',
    otherwise: 'Read the message of mas-cli. apply refuses the cutover as long as a provider is missing, and names it.',
    instructions: [note(asMas), masCli(masConfigFiles, 'config sync --dry-run'), masCli(masConfigFiles, 'config sync')],
    guard: providersGuard.id,
  });
  return [check, sync, providersGuard];
}
