import type { Option } from 'commander';

/** What stands between the angle brackets of an option: `file`, `path`, `n`, …; empty for one that stands alone. */
export function placeholderOf(option: Pick<Option, 'flags'>): string {
  return /[<[](.+?)(?:\.\.\.)?[>\]]/.exec(option.flags)?.[1] ?? '';
}

/** Whether an option may be given several times, or with several values. */
export function isRepeatable(option: Pick<Option, 'variadic' | 'description'>): boolean {
  return option.variadic || option.description.includes('may be repeated');
}

/** Whether an option, or what follows the equals sign of its value, names a file or a folder of this machine. */
export function isPath(option: Pick<Option, 'flags'>): boolean {
  return paths.test(placeholderOf(option));
}

/** A value with its path, if it has one, made another. `-` stands for stdout and is no path. */
export function pathOf(option: Pick<Option, 'flags'>, value: string, change: (path: string) => string): string {
  if (!isPath(option)) return value;
  const [before, path] = placeholderOf(option).includes('=') ? split(value) : ['', value];
  if (path === '' || path === '-') return value;
  // A folder is told by its last letter.
  return `${before}${change(path)}${/.\/$/.test(path) ? '/' : ''}`;
}

const paths = /^(?:.+=)?(?:file|path|plan|receipt|dir|folder)$/;

function split(value: string): readonly [string, string] {
  const at = value.indexOf('=') + 1;
  return at === 0 ? ['', ''] : [value.slice(0, at), value.slice(at)];
}
