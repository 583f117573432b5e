/** One field of a record, and where it begins: 1-based, columns in characters. */
export interface CsvField {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** What is no CSV, and where. */
export interface CsvProblem {
  readonly what: string;
  readonly line: number;
  readonly column: number;
}

export interface ParsedCsv {
  readonly records: readonly (readonly CsvField[])[];
  readonly problems: readonly CsvProblem[];
}

/**
 * Reads CSV as RFC 4180 has it: commas, double quotes around a field, two of them for one inside, CRLF or LF. A mark of byte order
 * at the start and empty lines mean nothing.
 */
export function parseCsv(given: string): ParsedCsv {
  const text = given.replace(/^\ufeff/, '');
  const records: CsvField[][] = [];
  const problems: CsvProblem[] = [];
  let record: CsvField[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  while (at < text.length) {
    const place = { line, column: at - lineStart + 1 };
    const quoted = /"((?:[^"]|"")*)("?)/y;
    const plain = /[^,\r\n]*/y;
    const isQuoted = text[at] === '"';
    const pattern = isQuoted ? quoted : plain;
    pattern.lastIndex = at;
    const [whole = '', inner = '', end = ''] = pattern.exec(text) ?? [];
    for (const { index } of whole.matchAll(/\n/g)) {
      line += 1;
      lineStart = at + index + 1;
    }
    at += whole.length;
    const value = isQuoted ? inner.replaceAll('""', '"') : whole;
    record.push({ text: value, ...place });
    if (isQuoted && end === '') problems.push({ what: 'a quotation mark is never closed', ...place });
    else if (!isQuoted && whole.includes('"'))
      problems.push({ what: 'a quotation mark in a field without quotes', ...place });
    const [separator = ''] = /^(?:,|\r?\n|\r|$)/.exec(text.slice(at, at + 2)) ?? [undefined];
    if (separator === '' && at < text.length) {
      problems.push({
        what: 'something stands between a closing quotation mark and the next comma',
        line,
        column: at - lineStart + 1,
      });
      const rest = /[^,\r\n]*/y;
      rest.lastIndex = at;
      at += (rest.exec(text)?.[0] ?? '').length;
      continue;
    }
    at += separator.length;
    if (separator === ',') {
      if (at === text.length) record.push({ text: '', line, column: at - lineStart + 1 });
      continue;
    }
    if (separator !== '') {
      line += 1;
      lineStart = at;
    }
    records.push(record);
    record = [];
  }
  if (record.length > 0) records.push(record);
  return { records: records.filter((fields) => fields.length > 1 || fields[0]?.text !== ''), problems };
}
