import type { Appservice } from '../../plan/types.gen.ts';

/** What the verdict is called where people read it. */
export const verdictNames: Readonly<Record<Appservice['verdict'], string>> = {
  'at-once': 'breaks at once',
  'at-device-reset': 'breaks when its device is reset',
  not: 'does not break',
  unknown: 'not known',
};

/** What an application service is called: by its id, with the bridge that it seems to be; else by its file. */
export function bridgeName({ id, file, kind }: Appservice): string {
  if (id === undefined) return file;
  return kind === undefined || kind === id ? id : `${id} (${kind})`;
}

/** How many of them break, in one sentence or two. */
export function summarizeBridges(services: readonly Appservice[]): string {
  if (services.length === 0) return 'None that is known: homeserver.yaml registers no application service.';
  const count = (verdict: Appservice['verdict']): number =>
    services.filter((service) => service.verdict === verdict).length;
  const parts = [
    `${count('at-once')} break at once`,
    `${count('at-device-reset')} when a device is reset`,
    `${count('not')} do not`,
    `of ${count('unknown')} it is not known`,
  ];
  return `Of ${services.length} application services ${parts.join(', ')}. What a bridge can do stands in no database: whoever runs it answers for it.`;
}
