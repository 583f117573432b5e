import type { OutageRates } from './outage-rates.ts';

/** From the receipt of one apply with the data of `npm run bench`, rounded down; change all of it together. */
export const measuredRates: OutageRates = {
  origin:
    'measured with 500,000 users (3,340,000 rows for MAS), both databases and apply on one machine with two cores, PostgreSQL 18',
  // What was read ahead while another table's indexes were built is copied at once.
  copies: {
    users: 110_000,
    user_passwords: 120_000,
    user_emails: 170_000,
    user_unsupported_third_party_ids: 500_000,
    upstream_oauth_links: 240_000,
    compat_sessions: 120_000,
    compat_access_tokens: 170_000,
    compat_refresh_tokens: 580_000,
  },
  others: 10_000,
  restore: 110_000,
  checks: 500_000,
  slower: 5,
};
