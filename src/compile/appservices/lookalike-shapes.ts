/** How users of a bridge are called, as a pattern of PostgreSQL for their localparts. The first that matches counts. */
export interface LookalikeShape {
  readonly name: string;
  readonly pattern: string;
}

/** Of what people are called too, only what a network's bridge would add a number or a name to. */
export const lookalikeShapes: readonly LookalikeShape[] = [
  { name: 'begins with _', pattern: '^_' },
  {
    name: 'begins like users of a bridge',
    pattern:
      '^(telegram|whatsapp|signal|discord|facebook|messenger|instagram|meta|slack|googlechat|gmessages|gvoice|hangouts|twitter|linkedin|imessage|bluesky|zulip|skype|steam|groupme|mattermost|rocketchat|wechat|kakaotalk|viber|xmpp|jabber|irc|hbirc|freenode|libera|matterbridge)[-_].',
  },
  { name: 'ends in bot', pattern: 'bot$' },
];
