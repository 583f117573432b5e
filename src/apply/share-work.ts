/**
 * Gives each item to whichever worker is free next, in the order of the items, and answers in that order. After a failure nothing new
 * is begun; what is under way is waited for.
 * @throws what failed first, in the order of the items
 */
export async function shareWork<Worker, Item, Result>(
  workers: readonly Worker[],
  items: readonly Item[],
  work: (worker: Worker, item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const failures = new Map<number, unknown>();
  let next = 0;
  const run = async (worker: Worker): Promise<void> => {
    while (next < items.length && failures.size === 0) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(worker, items[index] as Item);
      } catch (error) {
        failures.set(index, error);
      }
    }
  };
  await Promise.all(workers.map(run));
  if (failures.size > 0) throw failures.get(Math.min(...failures.keys()));
  return results;
}
