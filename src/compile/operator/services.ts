import { shellWord } from '../../support/shell-word.ts';
import { note } from './operator-step.ts';
import type { Workers } from './read-workers.ts';

/** The commands that start or stop MAS; what the unit is called differs. */
export function masService(action: 'start' | 'stop'): readonly string[] {
  return [`systemctl ${action} matrix-authentication-service`];
}

/** The commands that start or stop Synapse and those of its workers that are known, by the names of Synapse's own example of units. */
export function synapseService(action: 'start' | 'stop', { present, names }: Workers): readonly string[] {
  const main = `systemctl ${action} matrix-synapse`;
  const workers = names.map((name) => `systemctl ${action} ${shellWord(`matrix-synapse-worker@${name}`)}`);
  const remark = present
    ? [
        note(
          names.length > 0
            ? `homeserver.yaml names these workers; others that run beside them: ${action} them too.`
            : `homeserver.yaml shows that there are workers, but not their names: ${action} them all.`,
        ),
      ]
    : [];
  // Workers ask the main process when they start.
  return action === 'start' ? [main, ...remark, ...workers] : [...remark, ...workers, main];
}
