import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from './decode-text.ts'
import { escapeFormula, unescapeFormula } from './escape-formula.ts'
import { readLines } from './read-lines.ts'
import { LONGEST_RECORD } from './read-record.ts'
import { readRecords } from './read-records.ts'
import { writeRow } from './write-row.ts'

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = []
  for await (const item of items) list.push(item)
  return list
}

/** A text in pieces of some length each. */
function cut(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  )
}

async function values(text: string, separator?: string) {
  const records = await all(readRecords([text], separator === undefined ? {} : { separator }))
  return records.map((record) => ('values' in record ? record.values : `${record.line}: ${record.fault}`))
}

const nasty = fc.constantFrom(
  '"',
  "'",
  ',',
  ';',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '=',
  '+',
  '-',
  '@',
  '＝',
  '＋',
  ' ',
  '0',
  '\ufeff',
)
const cell = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 6 })
  .map((parts) => parts.join(''))
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 })

describe('a row', () => {
  it('is read back exactly as it was written, however the text is split', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.integer({ min: 1, max: 40 }),
        async (rows, separator, size) => {
          const text = rows.map((row) => writeRow(row, separator)).join('')
          const records = await all(readRecords(cut(text, size), { separator }))
          expect(records.map((record) => 'values' in record && record.values)).toEqual(rows)
          expect(records.map((record) => record.text).join('')).toBe(text)
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' =1',
    "'=1",
    '\ufeff=1',
  ])('cannot run as a formula in spreadsheets: %j', (text) => {
    expect(writeRow([text])).toBe(`"'${text}"\r\n`)
    expect(unescapeFormula(escapeFormula(text))).toBe(text)
  })

  it('cannot run as a formula whatever dangerous text begins a cell', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const written = writeRow([text]).replace(/^"?/, '')
        expect(written).not.toMatch(/^[\s\u200b\ufeff]*[=+\-@＝＋－＠]/)
      }),
      { numRuns: 500 },
    )
  })

  it('leaves numbers unchanged', () =>
    expect(writeRow([-5, 1.5, true, null, 'a'])).toBe('-5,1.5,true,,a\r\n'))
})

describe('records', () => {
  it('end with CRLF, LF or CR; the last one need not', async () => {
    expect(await values('a,b\r\n1,2\n3,4\r5,6')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ])
  })

  it.each([
    [
      'a;b;c\n"1,5";2;3',
      [
        ['a', 'b', 'c'],
        ['1,5', '2', '3'],
      ],
    ],
    [
      'a\tb\n1,5\t2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      '"a;b;c",d\n1,2',
      [
        ['a;b;c', 'd'],
        ['1', '2'],
      ],
    ],
    [
      'sep=;\r\na;b\r\n1;2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['only\none', [['only'], ['one']]],
  ])('use the separator of the first line: %j', async (text, rows) =>
    expect(await values(text)).toEqual(rows),
  )

  it('may contain line breaks and doubled quotation marks in quotes, and know their line numbers', async () => {
    const records = await all(readRecords(['a,b\r\n"x\r\ny ""z""",2\r\n\r\n3,4']))
    expect(records.map(({ line, ...rest }) => [line, 'values' in rest && rest.values])).toEqual([
      [1, ['a', 'b']],
      [2, ['x\r\ny "z"', '2']],
      [5, ['3', '4']],
    ])
  })

  it('are reported by their line when they are broken, and other records are still read', async () => {
    expect(await values('a,b\n1,"x" y\n2,3\n"open,4\n5,6\n')).toEqual([
      ['a', 'b'],
      expect.stringMatching(/^2: text follows a closing quotation mark/),
      ['2', '3'],
      expect.stringMatching(/^4: a quotation mark is never closed/),
      ['5', '6'],
    ])
  })

  it('use bounded memory when a quote is never closed, and later lines are still read', async () => {
    const rows = Array.from({ length: 5 * LONGEST_RECORD }, () => 'x').join('')
    const text = `a,b\n"${rows}\n1,2\n`
    const records = await all(readRecords(cut(text, 10_000)))
    expect(records.map((record) => ('fault' in record ? record.line : record.values))).toContainEqual([
      '1',
      '2',
    ])
    expect(records.filter((record) => 'fault' in record).length).toBeGreaterThan(0)
  })
})

describe('lines', () => {
  it('have their numbers, and are cut when they are too long', async () => {
    const lines = await all(readLines(['{"a"', ':1}\n\n', `x${'y'.repeat(50)}`, 'z\n{}'], { longest: 20 }))
    expect(lines).toEqual([
      { line: 1, text: '{"a":1}', tooLong: false },
      { line: 3, text: `x${'y'.repeat(19)}`, tooLong: true },
      { line: 4, text: '{}', tooLong: false },
    ])
  })
})

describe('text', () => {
  const text = 'naïve;ঢাকা;हिन्दी\n'
  const latin = 'naïve;Zürich\n'
  const plain = 'plain;letters\n'.repeat(10_000)
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16()
  it.each([
    ['utf-8', Buffer.from(text), text],
    ['utf-8', Buffer.from(`\ufeff${text}`), text],
    ['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le'), text],
    ['utf-16be', swapped(Buffer.from(`\ufeff${text}`, 'utf16le')), text],
    ['utf-16le', Buffer.from('email;name\n', 'utf16le'), 'email;name\n'],
    ['utf-16be', swapped(Buffer.from('email;name\n', 'utf16le')), 'email;name\n'],
    ['windows-1252', Buffer.from(latin, 'latin1'), latin],
    // Whatever comes first, and however long: a list mostly of names in ASCII.
    ['windows-1252', Buffer.from(plain + latin, 'latin1'), plain + latin],
    ['utf-8', Buffer.from(plain + text), plain + text],
    // One fault, as where a program has cut a value in the middle of a letter.
    ['utf-8', Buffer.concat([Buffer.from(text), Buffer.from([0xe0]), Buffer.from('\n')]), `${text}\ufffd\n`],
    ['utf-8', Buffer.from('a\ufffdb\ufffd'), 'a\ufffdb\ufffd'],
    ['utf-8', gzipSync(text), text],
    ['utf-8', Buffer.alloc(0), ''],
  ])('is decoded from %s', async (encoding, bytes, expected) => {
    // In pieces of three bytes, so that characters are cut.
    const pieces = Array.from({ length: Math.ceil(bytes.length / 3) }, (_, index) =>
      bytes.subarray(index * 3, index * 3 + 3),
    )
    async function* stream() {
      yield* pieces
    }
    const decoded = await decodeText(stream())
    expect((await all(decoded.pieces)).join('')).toBe(expected)
    expect(decoded.encoding).toBe(encoding)
  })
})
