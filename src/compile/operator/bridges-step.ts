import type { OperatorStep } from '../../plan/types.gen.ts';
import { shellWord } from '../../support/shell-word.ts';
import { note, operatorStep } from './operator-step.ts';

/** prepare: bridges that encrypt lose their way to log in. None where no application service is registered. */
export function bridgesSteps(registrationFiles: readonly string[]): readonly OperatorStep[] {
  if (registrationFiles.length === 0) return [];
  return [
    operatorStep('prepare', 'bridges', {
      title: 'Make bridges ready for MAS',
      reason:
        'With MAS no application service can log in by m.login.application_service. One that encrypts needs MSC4190 to make its device, else it works until that device is reset. What a bridge can do stands in no database: whoever runs it answers for it.',
      instructions: [
        note('Where the flag is set; a file for which nothing is printed does not have it:'),
        ...registrationFiles.map((file) => `grep -Hn io.element.msc4190 ${fileWord(file)}`),
        note('A bridge that encrypts, and knows MSC4190, needs in its registration file: io.element.msc4190: true'),
        note('and the same in its own configuration (bridges of mautrix: encryption.msc4190: true).'),
        note('Then restart Synapse (1.121 or newer), after it the bridge, and send a message through it.'),
        note(
          'A bridge that does not know MSC4190: update it. Do not reset its device or its crypto store after the move:',
        ),
        note('it could not log in again.'),
        note(
          'One that answers IO.ELEMENT.MSC4190.M_APPSERVICE_LOGIN_UNSUPPORTED must call /register with inhibit_login.',
        ),
        note('Once Synapse runs with MAS, send a message through every bridge again.'),
      ],
    }),
  ];
}

/** A name that begins with a dash is no option. */
function fileWord(file: string): string {
  return shellWord(file.startsWith('-') ? `./${file}` : file);
}
