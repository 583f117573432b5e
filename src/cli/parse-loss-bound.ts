import { InvalidArgumentError } from 'commander';

/** What one `--up-to` says: of one loss, or of all that no other names. */
export interface LossBound {
  readonly loss?: string;
  readonly upTo: number;
}

/** Reads `--up-to 100` or `--up-to users-registered=12`, with those before it. @throws InvalidArgumentError */
export function parseLossBound(text: string, before: readonly LossBound[] = []): readonly LossBound[] {
  const [, loss, digits] = /^(?:([a-z0-9-]+)=)?(\d{1,9})$/.exec(text) ?? [];
  if (digits === undefined)
    throw new InvalidArgumentError('It must be a number, or the name of a loss, "=" and a number.');
  return [...before, { ...(loss === undefined ? {} : { loss }), upTo: Number(digits) }];
}
