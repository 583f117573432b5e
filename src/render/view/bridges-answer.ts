import type { Appservice, Appservices, Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Answer, Block, Part } from './blocks.ts';
import { bridgeName, summarizeBridges, verdictNames } from './bridge-verdicts.ts';

/** Which bridges break: a sentence, a table, and for each that may break why and what to do. */
export function bridgesAnswer({ appservices, choices }: Plan): Answer {
  if (!appservices) return { short: 'This plan does not say.', blocks: [], parts: [] };
  const { services } = appservices;
  return {
    short: summarizeBridges(services),
    blocks: [...(services.length > 0 ? [table(services)] : []), ...strangers(appservices, choices.samples)],
    parts: services.filter(({ verdict }) => verdict !== 'not').map(part),
  };
}

function table(services: readonly Appservice[]): Block {
  return {
    kind: 'table',
    head: ['Application service', 'Verdict', 'Why', 'Users', 'Devices with keys', 'MSC4190', 'Seen last'],
    rows: services.map((service) => [
      bridgeName(service),
      verdictNames[service.verdict],
      service.why,
      formatCount(service.users),
      service.encrypting === undefined ? 'not known' : formatCount(service.encrypting),
      service.msc4190,
      service.lastSeen ?? '',
    ]),
    numbers: [3, 4],
  };
}

function part(service: Appservice): Part {
  const { file, sender, senderExists, change } = service;
  const bot = sender === undefined ? '' : `, sender ${sender}${senderExists ? '' : ', which does not exist'}`;
  return {
    title: `${bridgeName(service)}: what to change`,
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
