import assert from 'node:assert/strict';

/** Markdown without its blocks of code; asserts that each of them ends. */
export function withoutCode(markdown: string): string {
  let fence = '';
  const outside = markdown.split('\n').filter((line) => {
    const [, run = ''] = /^(`{3,})[a-z]*$/.exec(line) ?? [];
    if (fence === '' && run !== '') {
      fence = run;
      return false;
    }
    if (fence === '') return true;
    // Any run at least as long as the fence ends it.
    if (run.length >= fence.length) fence = '';
    return false;
  });
  assert.equal(fence, '');
  return outside.join('\n');
}
