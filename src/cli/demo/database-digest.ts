import type { ClientBase } from 'pg';
import { readPublicCatalog } from '../../inspect/public-catalog.ts';
import { sha256 } from '../../support/digest.ts';
import { quoteIdentifier } from '../../support/sql-text.ts';

/** One digest of the schema `public`: its catalog, and every row of every table as text, sorted. */
export async function databaseDigest(client: ClientBase): Promise<string> {
  const { rows: tables } = await client.query<{ relname: string }>(
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname COLLATE "C"`,
  );
  const parts = [await readPublicCatalog(client)];
  for (const { relname } of tables) {
    const { rows } = await client.query<{ digest: string }>(
      `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C"), '')) AS digest
         FROM public.${quoteIdentifier(relname)} AS t`,
    );
    parts.push(`${relname} ${rows[0]?.digest}\n`);
  }
  return sha256(parts.join(''));
}
