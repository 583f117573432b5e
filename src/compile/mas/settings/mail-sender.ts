/**
 * The From of Synapse's mails as MAS reads it, a name and an address. `%(app)s` is filled in as Python does it: with any
 * other placeholder the text stays as it is. Undefined where no address with a domain is in it.
 */
export function mailSender(notifFrom: string, appName: string): string | undefined {
  const text = fillIn(notifFrom, appName).trim();
  const parts = /^(?<name>.*?)\s*<(?<address>[^<>\s]+)>$/s.exec(text)?.groups;
  const address = parts?.address ?? text;
  if (!/^[^\s@<>",()[\]:;\\]+@[^\s@<>",()[\]:;\\]+$/.test(address)) return undefined;
  const name = unquote(parts?.name ?? '');
  if (name === '') return address;
  return `${isPhrase(name) ? name : `"${name.replaceAll(/["\\]/g, '\\$&')}"`} <${address}>`;
}

function fillIn(text: string, appName: string): string {
  const placeholders = text.match(/%(\([^)]*\))?./g) ?? [];
  const isWhole = placeholders.every((placeholder) => placeholder === '%(app)s' || placeholder === '%%');
  return isWhole ? text.replaceAll(/%\(app\)s|%%/g, (found) => (found === '%%' ? '%' : appName)) : text;
}

function unquote(name: string): string {
  return /^".*"$/s.test(name) ? name.slice(1, -1).replaceAll(/\\(.)/gs, '$1') : name;
}

/** What may stand before an address without quotes: words of RFC 5322 atoms, other letters than ASCII too. */
function isPhrase(name: string): boolean {
  return /^[\w!#$%&'*+\-/=?^`{|}~\u0080-\uffff]([\w!#$%&'*+\-/=?^`{|}~ .\u0080-\uffff]*)$/.test(name);
}
