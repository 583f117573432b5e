import type { Appservice, Appservices, Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Answer, Block, Part } from './blocks.ts';

/** Which bridges break: a sentence, a table, and for each that may break why and what to do. */
export function bridgesAnswer({ appservices, choices }: Plan): Answer {
  if (!appservices) return { short: 'This plan does not say.', blocks: [], parts: [] };
  const { services } = appservices;
  return {
    short: summary(services),
    blocks: [...(services.length > 0 ? [table(services)] : []), ...strangers(appservices, choices.samples)],
    parts: services.filter(({ verdict }) => verdict !== 'not').map(part),
  };
}

function summary(services: readonly Appservice[]): string {
  if (services.length === 0) return 'None that is known: homeserver.yaml registers no application service.';
  const count = (verdict: Appservice['verdict']): number =>
    services.filter((service) => service.verdict === verdict).length;
  const parts = [
    `${count('at-once')} at once`,
    `${count('at-device-reset')} once a device is reset`,
    `${count('unknown')} nobody knows from here`,
    `${count('not')} not`,
  ];
  return `Of ${services.length} application ${services.length === 1 ? 'service' : 'services'}: ${parts.join(', ')}. What a bridge can do stands in no database: whoever runs it answers for it.`;
}

function table(services: readonly Appservice[]): Block {
  return {
    kind: 'table',
    head: ['Application service', 'Breaks', 'Why', 'Users', 'Devices with keys', 'MSC4190', 'Last seen'],
    rows: services.map((service) => [
      nameOf(service),
      verdicts[service.verdict],
      service.why,
      formatCount(service.users),
      service.encrypting === undefined ? 'not known' : formatCount(service.encrypting),
      service.msc4190,
      service.lastSeen ?? '',
    ]),
    numbers: [3, 4],
  };
}

const verdicts = {
  'at-once': 'at once',
  'at-device-reset': 'when its device is reset',
  not: 'no',
  unknown: 'not known',
} as const;

function nameOf({ id, file, kind }: Appservice): string {
  if (id === undefined) return file;
  return kind === undefined || kind === id ? id : `${id} (${kind})`;
}

function part(service: Appservice): Part {
  const { file, sender, senderExists, change } = service;
  const bot = sender === undefined ? '' : `, sender ${sender}${senderExists ? '' : ', which does not exist'}`;
  return {
    title: `${nameOf(service)}: what to change`,
    blocks: [
      { kind: 'text', text: `Registration ${file}${bot}.` },
      { kind: 'list', items: change },
    ],
    folded: false,
  };
}

/** Users of application services that are not registered, and those who look like some. */
function strangers({ unregistered, lookalikes }: Appservices, samples: boolean): readonly Block[] {
  const rows = [
    ...unregistered.map((gone) => [`belong to ${gone.id}, which is not registered`, gone] as const),
    ...lookalikes.map((alike) => [`match no registration, localpart ${alike.shape}`, alike] as const),
  ];
  if (rows.length === 0) return [];
  return [
    {
      kind: 'table',
      head: ['Users who', 'Users', ...(samples ? ['Some of them'] : [])],
      rows: rows.map(([what, counted]) => [
        what,
        formatCount(counted.users),
        ...(samples ? [(counted.samples ?? []).join(', ')] : []),
      ]),
      numbers: [1],
      ...(samples ? { people: true as const } : {}),
    },
  ];
}
