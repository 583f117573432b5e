import type { Plan } from '../../plan/types.gen.ts';
import { type Entry, entry, listEntries } from './entry.ts';

const bridges = 'operator/bridges';

/** Every step but that of the bridges, and their order. */
export function sqlEntries({ steps }: Plan): readonly Entry[] {
  const others = steps.filter(({ id }) => id !== bridges);
  return [
    ...others.map((step) => entry(step.id, step)),
    ...(steps.length > 0
      ? [
          entry(
            'The order of the steps',
            steps.map(({ id }) => id),
          ),
        ]
      : []),
  ];
}

/** What is known of bridges, and what people do for them. */
export function bridgesEntries({ steps, appservices }: Plan): readonly Entry[] {
  const { services = [], ...others } = appservices ?? {};
  return [
    ...listEntries(
      'The order of the application services',
      services,
      ({ id, file }) => `Application service ${id ?? file}`,
    ),
    ...Object.entries(others).map(([name, value]) => entry(`Application services: ${name}`, value)),
    ...steps.filter(({ id }) => id === bridges).map((step) => entry(step.id, step)),
  ];
}

/** Every step of the way back, and their order. */
export function wayBackEntries({ undo }: Plan): readonly Entry[] {
  return listEntries('The order of the way back', undo, ({ id }) => id);
}
