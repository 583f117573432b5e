/** What every plan relies on and cannot check. */
export const assumptions: readonly string[] = [
  'The configuration files that were read are those with which Synapse and MAS are started.',
  'Nobody else uses the database of MAS: no second homeserver, no other program that writes there.',
  'Synapse may read the file with the shared secret: it gets the owner that its step names.',
  'The reverse proxy sends logins, logouts and refreshes to MAS once Synapse delegates; the proxy was not read.',
  'The backup was made and can be restored.',
  'Bridges and bots were judged by their registrations and by what they own in the database; none of them was asked.',
  'Sizes, speed and disk space of the servers were not measured; apply --rehearse does.',
];

/** And one that relies on a file of SQLite. */
export const sqliteAssumption =
  'Nobody starts Synapse between the last look at its SQLite file, right before the commit, and the commit: SQLite has no lock that could prevent it.';
