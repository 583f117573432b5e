import { printable } from '../support/printable.ts';

/** One line of text in which nothing is Markdown, HTML, a table's end, a formula, a link, an issue's number or a mention. */
export function escapeMarkdown(text: string): string {
  return escapeInHtml(text.trimStart())
    .replaceAll(/[\\`*_[\]|~$]/g, '\\$&')
    .replaceAll(/^(?=[-+=])|^(\d+)(?=[.)])/g, '$1\\');
}

/**
 * One line of text inside an element of HTML within Markdown. Forges look for mentions, links and numbers of issues in what the
 * reader sees, so a backslash or an entity does not help there; an empty comment does, and cannot be seen.
 */
export function escapeInHtml(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[@#]|\bwww\.|:(?=\/\/)/gi, '$&<!-- -->');
}

/** A block of code, whose fence is longer than any run of backticks inside. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
