import type { AssertStep, OperatorStep } from '../plan/types.gen.ts';
import { shellWord } from '../support/shell-word.ts';

/** What the text of the operator steps depends on. */
export interface OperatorFacts {
  readonly serverName: string;
  readonly masDatabase: string;
  readonly synapseDatabase: string;
  readonly masConfigFiles: readonly string[];
  readonly providersGuard: AssertStep | undefined;
  readonly wellKnown: string | undefined;
  readonly endpoint: string;
}

/** What people do before the outage. */
export function prepareSteps(facts: OperatorFacts): readonly (OperatorStep | AssertStep)[] {
  const config = facts.masConfigFiles.map((file) => ` --config ${shellWord(file)}`).join('');
  const sync = operator(
    'prepare',
    'mas-config-sync',
    'Give MAS its providers',
    'Links of users refer to the rows that MAS writes for the providers of its configuration.',
    `mas-cli${config} config sync`,
  );
  return [
    operator(
      'prepare',
      'backup',
      'Make backups of both databases',
      'The way back by this plan ends with the first write of a running MAS. A backup does not.',
      `pg_dump --format=custom --file=synapse.dump ${shellWord(facts.synapseDatabase)}\npg_dump --format=custom --file=mas.dump ${shellWord(facts.masDatabase)}`,
    ),
    ...(facts.providersGuard ? [{ ...sync, guard: facts.providersGuard.id }, facts.providersGuard] : []),
  ];
}

/** What people do when the outage begins. apply refuses to run while either service is connected to its database. */
export function stopSteps(): readonly OperatorStep[] {
  return [
    operator(
      'cutover',
      'stop-mas',
      'Stop MAS',
      'It must not write while its tables are loaded.',
      'systemctl stop matrix-authentication-service',
    ),
    operator(
      'cutover',
      'stop-synapse',
      'Stop Synapse and all its workers',
      'A login during the migration would be lost.',
      'systemctl stop matrix-synapse',
    ),
  ];
}

/** What people do afterwards. */
export function finishSteps(facts: OperatorFacts): readonly OperatorStep[] {
  const publish = operator(
    'finish',
    'publish-well-known',
    'Serve the new .well-known/matrix/client',
    'Newer clients find MAS by it.',
    `Publish ${facts.wellKnown} at https://${facts.serverName}/.well-known/matrix/client`,
  );
  return [
    operator(
      'finish',
      'verify',
      'Verify',
      'While nothing runs, every row can still be compared.',
      'syn2mas-plan verify PLAN',
    ),
    operator(
      'finish',
      'start-mas',
      'Start MAS',
      'From its first write on, rollback would lose something.',
      'systemctl start matrix-authentication-service',
    ),
    operator(
      'finish',
      'route-logins',
      'Send logins to MAS',
      'Old clients log in, refresh and log out by routes of Synapse; with delegation MAS answers these.',
      `In the reverse proxy, send /_matrix/client/*/login, /logout, /logout/all and /refresh of ${facts.serverName} to MAS at ${facts.endpoint}`,
    ),
    operator(
      'finish',
      'start-synapse',
      'Start Synapse',
      'With the patched homeserver.yaml it leaves authentication to MAS.',
      'systemctl start matrix-synapse',
    ),
    ...(facts.wellKnown === undefined ? [] : [publish]),
  ];
}

function operator(
  phase: OperatorStep['phase'],
  name: string,
  title: string,
  reason: string,
  instructions: string,
): OperatorStep {
  return { id: `operator/${name}`, phase, kind: 'operator', title, reason, instructions };
}
