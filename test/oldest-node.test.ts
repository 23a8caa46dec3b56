import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { fromSources, leadlight, runNode } from './leadlight-process.ts'
import { readSourceModules, root } from './source-tree.ts'

/** Tests run on a later Node than the oldest that is promised, where `node:sqlite` lacks what it has there. */

/** What `node:sqlite` of Node 22.13 takes for something else without a word, or refuses. */
const later: [what: string, pattern: RegExp][] = [
  ['the option timeout, ignored: set PRAGMA busy_timeout', /new DatabaseSync\([^)]*\btimeout\b/],
  ['isOpen and isTransaction, undefined', /\.isOpen\b|\.isTransaction\b/],
  ['numbered parameters, out of range: repeat the value', /(?:[=<>(,]|\bIS) *\?\d/],
]

const faultsOf = (text: string) => later.filter(([, pattern]) => pattern.test(text)).map(([what]) => what)

/** What browsers run knows no `node:sqlite`, and may use these names. */
const browserPackages = /^packages\/(tracker|forms|dashboard)\//

it('node:sqlite is used as Node 22.13 has it', () => {
  const onServers = readSourceModules().filter(({ path }) => !browserPackages.test(path))
  expect(onServers.length).toBeGreaterThan(100)
  const faults = onServers.flatMap(({ path }) =>
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

it('the command keeps the warning of Node 22 about SQLite to itself, and no other', async () => {
  const warn = `process.once('beforeExit', () => {
    process.emitWarning('SQLite is an experimental feature and might change at any time', 'ExperimentalWarning')
    process.emitWarning('Something else')
  })`
  const hook = `data:text/javascript,${encodeURIComponent(warn)}`
  const { stderr, code } = await runNode([fromSources, '--import', hook, leadlight, '--version'])
  expect(stderr).toContain('Something else')
  expect(stderr).not.toContain('SQLite')
  expect(code).toBe(0)
})
