import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readSourceModules, root } from './source-tree.ts'

/** Tests run on a later Node than the oldest that is promised, where `node:sqlite` lacks what it has there. */

/** What `node:sqlite` of Node 22.13 takes for something else without a word, or refuses. */
const later: [what: string, pattern: RegExp][] = [
  ['the option timeout, ignored: set PRAGMA busy_timeout', /new DatabaseSync\([^)]*\btimeout\b/],
  ['isOpen and isTransaction, undefined', /\.isOpen\b|\.isTransaction\b/],
  ['numbered parameters, out of range: repeat the value', /(?:[=<>(,]|\bIS) *\?\d/],
]

const faultsOf = (text: string) => later.filter(([, pattern]) => pattern.test(text)).map(([what]) => what)

it('node:sqlite is used as Node 22.13 has it', () => {
  const faults = readSourceModules().flatMap(({ path }) =>
    faultsOf(readFileSync(root + path, 'utf8')).map((fault) => `${path}: ${fault}`),
  )
  expect(faults).toEqual([])
})

it.each([
  'new DatabaseSync(path, { readOnly: true, timeout: 10 })',
  'if (database.isTransaction) database.exec("ROLLBACK")',
  'SELECT lead FROM persons WHERE key = ?1',
  'WHERE (?3 IS NULL OR channel = ?3)',
])('%s is found (negative control)', (text) => expect(faultsOf(text)).toHaveLength(1))
