/** What every plan relies on and cannot check. */
export const assumptions: readonly string[] = [
  'The configuration files that were read are those with which Synapse and MAS are started.',
  'Nobody else uses the database of MAS: no second homeserver, no other program that writes there.',
  'The reverse proxy sends logins, logouts and refreshes to MAS once Synapse delegates; the proxy was not read.',
  'The backup was made and can be restored.',
  'Application services and their bots were not asked whether they need a login of their own; bridges may have to be configured for MAS.',
  'Sizes, speed and disk space of the servers were not measured; apply --rehearse does.',
];
