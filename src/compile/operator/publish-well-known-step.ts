import type { OperatorStep } from '../../plan/types.gen.ts';
import { shellWord } from '../../support/shell-word.ts';
import type { OperatorFacts } from './operator-facts.ts';
import { note, operatorStep } from './operator-step.ts';

/** finish: where the file that the plan writes has to be seen. None where it writes none. */
export function publishWellKnownSteps({
  wellKnown,
  serverName,
}: Pick<OperatorFacts, 'wellKnown' | 'serverName'>): readonly OperatorStep[] {
  if (wellKnown === undefined) return [];
  // Clients ask the host of the server name, never its port.
  const url = `https://${serverName.replace(/:\d+$/, '')}/.well-known/matrix/client`;
  return [
    operatorStep('finish', 'publish-well-known', {
      title: 'Serve the new .well-known/matrix/client',
      reason: 'Newer clients find MAS by it. It is seen from outside only: whoever runs the web server answers for it.',
      who: 'whoever runs the web server',
      expect: 'The answer is the new file, with both headers.',
      otherwise: 'Newer clients do not find MAS, all else works: mend the web server and look again.',
      instructions: [
        note(`Publish ${wellKnown} at ${url}`),
        note('with Content-Type: application/json and Access-Control-Allow-Origin: *, then look:'),
        `curl --fail --silent --show-error --include ${shellWord(url)}`,
      ],
    }),
  ];
}
