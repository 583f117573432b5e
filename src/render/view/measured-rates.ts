import type { OutageRates } from './outage-rates.ts';

/** From the receipt of one apply with the data of `npm run bench`, rounded down; change all of it together. */
export const measuredRates: OutageRates = {
  origin:
    'measured with 100,000 users (672,941 rows for MAS), both databases and apply on one busy machine with two cores, PostgreSQL 18',
  copies: {
    users: 300_000,
    user_passwords: 260_000,
    user_emails: 230_000,
    user_unsupported_third_party_ids: 95_000,
    upstream_oauth_links: 110_000,
    compat_sessions: 65_000,
    compat_access_tokens: 100_000,
    compat_refresh_tokens: 13_000,
  },
  others: 10_000,
  restore: 130_000,
  checks: 85_000,
  slower: 5,
};
