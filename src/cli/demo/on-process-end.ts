/**
 * Cleans up when the process ends before its time. `now` runs at exit and cannot wait. `soon` may wait; it runs on a signal
 * that nobody else handles, which then ends the process as if nobody had listened. Call `forget` after cleaning up in order.
 */
export function onProcessEnd(cleanup: { readonly now: () => void; readonly soon: () => Promise<void> }): {
  forget(): void;
} {
  const onSignal = (signal: NodeJS.Signals): void => {
    // Whoever else listens decides when the process ends; `now` runs then.
    if (process.listenerCount(signal) > 1) return;
    void cleanup.soon().finally(() => {
      forget();
      process.kill(process.pid, signal);
    });
  };
  const forget = (): void => {
    process.removeListener('exit', cleanup.now);
    for (const signal of signals) process.removeListener(signal, onSignal);
  };
  process.on('exit', cleanup.now);
  for (const signal of signals) process.on(signal, onSignal);
  return { forget };
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
