import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRecord, decimalField } from './csv.ts';

describe('rule 61: a CSV record', () => {
  test('is RFC 4180', () => {
    expect(csvRecord(['a', 1, null, 'b, c', 'say "hi"', 'two\nlines'])).toBe(
      'a,1,,"b, c","say ""hi""","two\nlines"\r\n',
    );
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＠SUM(A1)'])(
    'does not turn %j into a formula',
    (text) => {
      expect(csvRecord([text])).toMatch(/^"?'/);
    },
  );

  test.each([
    ["x;=cmd|'/c calc'!A1;y", "x;'=cmd|'/c calc'!A1;y\r\n"],
    ['two\n=1+1', '"two\n\'=1+1"\r\n'],
    ['Well done ;-)', 'Well done ;-)\r\n'],
    ['a - b = c; d', 'a - b = c; d\r\n'],
  ])('makes none of %j where semicolons separate', (text, record) => {
    expect(csvRecord([text])).toBe(record);
  });

  test('keeps numbers as numbers, below zero too', () => {
    expect(csvRecord([-5, 0])).toBe('-5,0\r\n');
  });

  test('writes minor units as decimal numbers', () => {
    const written = ([minorUnits, exponent]: readonly [number, number]) => decimalField(minorUnits, exponent).decimal;
    expect(
      [
        [-1_250, 2],
        [5, 2],
        [-5, 3],
        [1_250, 0],
      ].map((each) => written(each as [number, number])),
    ).toEqual(['-12.50', '0.05', '-0.005', '1250']);
    expect(csvRecord([decimalField(-1_250, 2)])).toBe('-12.50\r\n');
  });

  test('can be read back, whatever text people wrote', () => {
    const fields = fc.array(fc.string({ unit: 'binary' }), { minLength: 1 });
    fc.assert(
      fc.property(fields, (texts) => {
        expect(readRecord(csvRecord(texts)).map((text) => text.replaceAll(apostrophes, ''))).toEqual(
          texts.map((text) => text.replaceAll(apostrophes, '')),
        );
      }),
    );
  });
});

const apostrophes = /(?<=^|[;\t\r\n])'(?=[=+\-@\t\r\n＝＋－＠])/g;

function readRecord(record: string): readonly string[] {
  const fields: string[] = [];
  for (const [, quoted, bare] of `,${record.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g)) {
    fields.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
  }
  return fields;
}
