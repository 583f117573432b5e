import type { ClientBase } from 'pg';

/**
 * Gives work to whichever session is free, and lets it wait where none is. Once something failed, nothing more is begun.
 * @returns a function that does so, and throws what the work throws
 */
export function sessionPool(
  sessions: readonly ClientBase[],
): <T>(work: (session: ClientBase) => Promise<T>) => Promise<T> {
  const free = [...sessions];
  const waiting: (() => void)[] = [];
  let failure: { readonly error: unknown } | undefined;
  return async (work) => {
    let session = free.shift();
    while (!session && !failure) {
      await new Promise<void>((go) => waiting.push(go));
      session = free.shift();
    }
    if (failure) throw failure.error;
    if (!session) throw new Error('nobody waits for a session that was given');
    try {
      return await work(session);
    } catch (error) {
      failure ??= { error };
      for (const go of waiting.splice(0)) go();
      throw error;
    } finally {
      free.push(session);
      waiting.shift()?.();
    }
  };
}
