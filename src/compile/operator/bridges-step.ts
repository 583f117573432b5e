import type { Appservice, OperatorStep } from '../../plan/types.gen.ts';
import { shellWord } from '../../support/shell-word.ts';
import { note, operatorStep } from './operator-step.ts';

/** prepare: what to change in each bridge that breaks with the move. None where no application service is registered. */
export function bridgesSteps(services: readonly Appservice[]): readonly OperatorStep[] {
  if (services.length === 0) return [];
  const sound = services.filter(({ verdict }) => verdict === 'not');
  return [
    operatorStep('prepare', 'bridges', {
      title: 'Make bridges ready for MAS',
      reason:
        'With MAS no application service can log in by m.login.application_service, or make users with an access token. One that encrypts needs MSC4190 to make its device. What a bridge can do stands in no database: whoever runs it answers for it.',
      who: 'whoever runs the bridges',
      expect: 'A message through each bridge arrives on the other side.',
      otherwise: 'Put the old registration back and restart Synapse and the bridge; the move can wait.',
      instructions: [
        ...services.filter(({ verdict }) => verdict !== 'not').flatMap(instructionsFor),
        ...(sound.length > 0 ? [note(`Nothing to change: ${sound.map(nameOf).join(', ')}.`)] : []),
        note('Restart Synapse after a registration was changed, then the bridge, and send a message through it.'),
        note('Do not reset the device or the crypto store of a bridge that does not know MSC4190.'),
        note(
          'Once Synapse runs with MAS, send a message through every bridge again, from somebody whom it has not seen.',
        ),
      ],
    }),
  ];
}

function instructionsFor(service: Appservice): readonly string[] {
  const { verdict, why, change, file } = service;
  return [
    note(`${nameOf(service)}: ${verdicts[verdict]}. ${why}`),
    ...change.map((line) => note(`- ${line}`)),
    ...(verdict === 'unknown' ? [`grep -Hn io.element.msc4190 ${fileWord(file)}`] : []),
  ];
}

const verdicts = {
  'at-once': 'breaks at once',
  'at-device-reset': 'breaks when its device is reset',
  not: 'does not break',
  unknown: 'nobody can tell from here',
} as const;

function nameOf({ id, file }: Appservice): string {
  return id === undefined ? file : `${id} (${file})`;
}

/** A name that begins with a dash is no option. */
function fileWord(file: string): string {
  return shellWord(file.startsWith('-') ? `./${file}` : file);
}
