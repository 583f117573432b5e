import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { parseYaml } from '../../src/config/parse-yaml.ts';
import { pyyamlDialect, serdeDialect, type YamlDialect } from '../../src/config/yaml-dialect.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { nodeToJson } from './node-to-json.ts';
import { sourceFile } from './source-file.ts';

interface Corpus {
  readonly reader: string;
  readonly cases: readonly {
    readonly name: string;
    readonly yaml: string;
    readonly expected?: unknown;
    readonly refused?: true;
  }[];
}

/** What the readers themselves answered is recorded beside the texts. */
function readCorpus(name: string): Corpus {
  return JSON.parse(readFileSync(join(packageRoot(), 'test/config/corpus', name), 'utf8')) as Corpus;
}

function parse(yaml: string, dialect: YamlDialect) {
  return parseYaml(sourceFile('/f.yaml', yaml), dialect);
}

suite('homeserver.yaml means what PyYAML says', () => {
  for (const { name, yaml, expected, refused } of readCorpus('pyyaml.json').cases) {
    test(name, () => {
      const { root, problems } = parse(yaml, pyyamlDialect);
      if (refused) return assert.deepEqual(new Set(problems.map(({ code }) => code)), new Set(['CONFIG_YAML']));
      assert.deepEqual(problems, []);
      return assert.deepEqual(nodeToJson(root), expected);
    });
  }
});

suite('the configuration of MAS means what serde_yaml says', () => {
  for (const { name, yaml, expected, refused } of readCorpus('serde.json').cases) {
    test(name, () => {
      const { root, problems } = parse(yaml, serdeDialect);
      // A document that is no mapping is refused one level further up.
      if (refused) return assert.ok(problems.length > 0 || root?.kind !== 'mapping');
      assert.deepEqual(problems, []);
      return assert.deepEqual(nonFiniteToNull(root === undefined ? {} : nodeToJson(root)), expected);
    });
  }
});

suite('places', () => {
  test('a syntax error has file, line, column and an excerpt with a caret', () => {
    const [problem] = parse('a: 1\nb: @x\n', pyyamlDialect).problems;
    assert.deepEqual(problem?.place, { file: '/f.yaml', line: 2, column: 4 });
    assert.equal(problem?.excerpt, '2 | b: @x\n  |    ^');
  });

  test('lines and columns are those of the file, with a byte order mark, CRLF and shallow flow lines', () => {
    const { root } = parse('\uFEFFk:\r\n    a: [\r\n 1,\r\n2\r\n ]\r\n    b: x\r\n', pyyamlDialect);
    assert.ok(root?.kind === 'mapping');
    const k = root.entries.get('k')?.node;
    assert.ok(k?.kind === 'mapping');
    const a = k.entries.get('a')?.node;
    assert.ok(a?.kind === 'sequence');
    assert.deepEqual(
      a.items.map(({ place }) => [place.line, place.column]),
      [
        [3, 2],
        [4, 1],
      ],
    );
    assert.deepEqual(k.entries.get('b')?.keyPlace, { file: '/f.yaml', line: 6, column: 5 });
  });

  test('every value that PyYAML refuses is reported, not only the first', () => {
    const { problems } = parse('a: !x 1\nb: ok\nc: *gone\nd: !!int z\n', pyyamlDialect);
    assert.deepEqual(
      problems.map(({ place }) => place?.line),
      [1, 3, 4],
    );
  });

  test('a file that is not UTF-8 is reported at the byte', () => {
    const file = sourceFile('/f.yaml', Buffer.from([...Buffer.from('a: 1\nb: '), 0xff, 0x0a]));
    const [problem] = parseYaml(file, pyyamlDialect).problems;
    assert.deepEqual([problem?.code, problem?.place], ['CONFIG_YAML', { file: '/f.yaml', line: 2, column: 4 }]);
  });

  test('a line separator, which would end a comment for PyYAML alone, is refused there', () => {
    const text = 'a: 1\n# one\u2028b: 2\n';
    const [problem] = parse(text, pyyamlDialect).problems;
    assert.deepEqual([problem?.code, problem?.place], ['CONFIG_YAML', { file: '/f.yaml', line: 2, column: 6 }]);
    assert.deepEqual(parse(text, serdeDialect).problems, []);
  });

  test('an earlier one of two equal keys is kept as hidden', () => {
    const { root } = parse('a: 1\na: 2\n', pyyamlDialect);
    assert.ok(root?.kind === 'mapping');
    assert.deepEqual(
      root.hidden.map(({ key, keyPlace }) => [key, keyPlace.line]),
      [['a', 1]],
    );
  });
});

function nonFiniteToNull(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, item: unknown) =>
    typeof item === 'object' && item !== null && '$float' in item ? null : item,
  );
}
