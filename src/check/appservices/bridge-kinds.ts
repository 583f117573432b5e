import type { Registration } from '../../config/registrations/registration.ts';

/** What is known of a family of bridges, by which it is told from others, and what to do about it. */
export interface BridgeKind {
  readonly name: string;
  readonly isOf: (registration: Registration) => boolean;
  /** How it comes to its device: by a login at every start, or by acting as a device that it made once. */
  readonly device: 'login-at-start' | 'masquerading';
  /** How MSC4190 is switched on in it. */
  readonly change: string;
  readonly learntFrom: readonly string[];
}

/** The kind that a registration seems to be, by its names; undefined where nothing tells. */
export function bridgeKindOf(registration: Registration): BridgeKind | undefined {
  return bridgeKinds.find(({ isOf }) => isOf(registration));
}

export const bridgeKinds: readonly BridgeKind[] = [
  {
    name: 'mautrix',
    // Its generator makes up a sender, and gives one namespace to the bot and one to all others.
    isOf: ({ senderLocalpart = '', users }) =>
      /^[A-Za-z0-9_-]{24,}$/.test(senderLocalpart) &&
      users.some(({ regex }) => /^\^?@[\w.\\-]+bot:/.test(regex)) &&
      users.some(({ regex }) => /^\^?@.*(\.\*|\.\+)/.test(regex)),
    device: 'login-at-start',
    change:
      "Set encryption.msc4190: true in the bridge's own configuration (bridge.encryption.msc4190 in releases that have no section encryption; update one that knows neither).",
    learntFrom: [
      'mautrix: docs.mau.fi, End-to-bridge encryption',
      'mautrix/whatsapp#874',
      'mautrix/imessage#230',
      'spantaleev/matrix-docker-ansible-deploy#4258',
    ],
  },
  {
    name: 'hookshot',
    isOf: ({ id = '', senderLocalpart, users }) =>
      senderLocalpart === 'hookshot' ||
      /hookshot/i.test(id) ||
      users.some(({ regex }) => /@_(github|gitlab|jira|webhooks|figma)_/.test(regex)),
    device: 'masquerading',
    change:
      'Update hookshot to a release that makes its device by PUT /devices (matrix-org/matrix-hookshot#1084); with Synapse 1.161 or newer to one newer than 7.4.4 (matrix-org/matrix-hookshot#1398).',
    learntFrom: [
      'matrix-org/matrix-hookshot#1084',
      'matrix-org/matrix-hookshot#1398',
      'matrix-org/matrix-hookshot#980',
    ],
  },
];
