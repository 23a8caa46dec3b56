import { expect, it } from 'vitest'
import { formatTable, printable } from './table.ts'

const columns = [
  { title: 'Score', align: 'right' as const, text: (row: [string, string]) => row[0] },
  { title: 'Lead', text: (row: [string, string]) => row[1] },
]

it('aligns columns', () => {
  expect(
    formatTable(columns, [
      ['7', 'ada@example.com'],
      ['112.5', 'বিনয়'],
    ]),
  ).toBe('Score  Lead\n    7  ada@example.com\n112.5  বিনয়')
})

it('shortens long text', () => {
  expect(formatTable(columns, [['1', 'x'.repeat(200)]])).toContain(`${'x'.repeat(47)}…`)
})

it('removes control characters from text of visitors', () => {
  expect(printable('a\u001b[2Jb\r\n\u202ec\u0007')).toBe('a [2Jb c')
})
