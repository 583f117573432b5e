import { isSecretKey } from '../../config/secret-options.ts';
import type { Splice } from '../yaml/splice.ts';
import type { Comment } from './find-comments.ts';
import { mask } from './mask.ts';

/**
 * Masks what may be a secret in comments, often options that were commented out: the value behind the name of a
 * secret option, the lines below that continue it, keys in PEM, passwords in URIs, long random words, and secrets
 * that are known from elsewhere. Rather too much than too little.
 */
export function maskComments(comments: readonly Comment[], known: readonly string[]): readonly Splice[] {
  let hidden: Hidden | undefined;
  return comments.flatMap((comment) => {
    const body = comment.text.replace(/^#+/, '');
    const start = comment.start + comment.text.length - body.length;
    const isHidden = hidden && (hidden.isPem || indentation(body) > hidden.indentation);
    hidden = isHidden ? stillHidden(hidden, body) : hides(body);
    const masked = isHidden || body.includes('-----BEGIN ') ? body.replace(/\S.*/, mask) : maskBody(body, known);
    return masked === body ? [] : [{ start, end: start + body.length, insert: masked }];
  });
}

/** What hides the comments below: an option without a value in its own line, or the begin of a key in PEM. */
interface Hidden {
  readonly indentation: number;
  readonly isPem: boolean;
}

function hides(body: string): Hidden | undefined {
  if (body.includes('-----BEGIN ')) return { indentation: indentation(body), isPem: true };
  const option = findSecretOption(body);
  return option && /^["']?\s*[:=]\s*([|>][-+\d]*)?\s*(#.*)?$/.test(body.slice(option.end))
    ? { indentation: indentation(body), isPem: false }
    : undefined;
}

function stillHidden(hidden: Hidden | undefined, body: string): Hidden | undefined {
  return hidden?.isPem && body.includes('-----END ') ? undefined : hidden;
}

function maskBody(body: string, known: readonly string[]): string {
  const option = findSecretOption(body);
  const value = option && /^["']?\s*[:=]\s*/.exec(body.slice(option.end));
  const at = option && value ? option.end + value[0].length : body.length;
  const behind = /^([|>][-+\d]*)?\s*$/.test(body.slice(at)) ? body.slice(at) : mask;
  const before = known.reduce((rest, secret) => rest.replaceAll(secret, mask), body.slice(0, at));
  return (
    before
      .replace(/(:\/\/)[^/\s@]*@/g, `$1${mask}@`)
      .replace(/[\w+/=-]{24,}/g, (word) => (isRandom(word) ? mask : word)) + behind
  );
}

/** The first name of a secret option that a colon or an equals sign follows. */
function findSecretOption(body: string): { readonly end: number } | undefined {
  const words = body.matchAll(/[A-Za-z_][\w-]*(?=["']?\s*[:=])/g);
  const word = [...words].find((match) => isSecretKey([match[0]]) || namesOutOfContext.has(match[0].toLowerCase()));
  return word && { end: word.index + word[0].length };
}

/** Names that are secret only inside certain sections, which a comment does not show. */
const namesOutOfContext = new Set(['key', 'encryption', 'dsn', 'd', 'p', 'q', 'dp', 'dq', 'qi', 'k']);

function isRandom(word: string): boolean {
  return /\d/.test(word) && /[A-Za-z]/.test(word);
}

function indentation(body: string): number {
  return body.search(/\S|$/);
}
