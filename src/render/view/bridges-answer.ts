import type { Plan } from '../../plan/types.gen.ts';
import type { Answer } from './blocks.ts';

/** Which bridges break, as far as the plan knows: what a bridge can do stands in no database. */
export function bridgesAnswer({ steps }: Plan): Answer {
  const step = steps.find(({ id }) => id === 'operator/bridges');
  const short = step
    ? `${step.reason} What to do for it stands under ${step.id}, in the phase ${step.phase}.`
    : 'None that the plan knows of: homeserver.yaml registers no application service.';
  return { short, blocks: [], parts: [] };
}
