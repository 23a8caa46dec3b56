import { describe, expect, it } from 'vitest'
import { forbiddenImports, importCycles, longFiles, looseExports } from './architecture.ts'
import { parseModule, readOtherModules, readSourceModules } from './source-tree.ts'

const modules = readSourceModules()

describe('architecture', () => {
  it('reads the sources of all seven packages', () => {
    const packages = new Set(modules.map((module) => module.pkg))
    expect([...packages].sort()).toEqual([
      'collector',
      'dashboard',
      'forms',
      'protocol',
      'scoring',
      'server',
      'tracker',
    ])
  })

  it('imports only in the direction of ARCHITECTURE.md', () => expect(forbiddenImports(modules)).toEqual([]))
  it('has no import cycles', () => expect(importCycles(modules)).toEqual([]))
  it('keeps files short', () => expect(longFiles(modules)).toEqual([]))

  it('keeps tests, examples, benchmarks and scripts short, too', () => {
    const others = readOtherModules()
    const kinds = new Set(others.map(({ path }) => path.split('/')[0]))
    expect([...kinds].sort()).toEqual(['bench', 'examples', 'packages', 'scripts', 'test'])
    expect(longFiles(others)).toEqual([])
  })

  it('keeps entry files to export lines, without defaults', () => expect(looseExports(modules)).toEqual([]))
})

describe('each check fails on a deliberate violation', () => {
  it.each([
    ['packages/tracker/src/a.ts', "import { eventSchema } from '@leadlight/protocol'"],
    ['packages/tracker/src/a.ts', "import { type Event } from '@leadlight/protocol'"],
    ['packages/tracker/src/a.ts', "export { eventSchema } from '@leadlight/protocol'"],
    ['packages/tracker/src/a.ts', "const zod = await import('zod')"],
    ['packages/scoring/src/a.ts', "import type { Store } from '@leadlight/collector'"],
    ['packages/collector/src/api/a.ts', "import { readFileSync } from 'node:fs'"],
    ['packages/collector/src/storage/sqlite/a.ts', "const pg = await import('pg')"],
    ['packages/dashboard/src/a.ts', "import { secret } from '../../server/src/index.ts'"],
    ['packages/protocol/src/a.ts', "import { Hono } from 'hono'"],
    ['packages/tracker/src/a.ts', "import { useEffect } from 'react'"],
  ])('import direction: %s with %s', (path, text) => {
    expect(forbiddenImports([parseModule(path, text)])).toHaveLength(1)
  })

  it('allows types where values are forbidden, and Node in storage adapters', () => {
    const allowed = [
      parseModule('packages/tracker/src/a.ts', "import type { Event } from '@leadlight/protocol'"),
      parseModule('packages/collector/src/storage/a.ts', "import { DatabaseSync } from 'node:sqlite'"),
    ]
    expect(forbiddenImports(allowed)).toEqual([])
  })

  it('finds a cycle', () => {
    const knot = [
      parseModule('packages/scoring/src/a.ts', "export * from './b.ts'"),
      parseModule('packages/scoring/src/b.ts', "import type { C } from './c.ts'"),
      parseModule('packages/scoring/src/c.ts', "import { a } from './a.ts'"),
    ]
    expect(importCycles(knot)).toEqual([
      'packages/scoring/src/a.ts → packages/scoring/src/b.ts → packages/scoring/src/c.ts → packages/scoring/src/a.ts',
    ])
  })

  it('finds a file that is too long', () => {
    for (const path of [
      'packages/scoring/src/a.ts',
      'packages/scoring/src/a.test.ts',
      'test/built/a.test.ts',
    ])
      expect(longFiles([parseModule(path, '//\n'.repeat(251))])).toHaveLength(1)
  })

  it('finds exports that are not allowed', () => {
    const loose = [
      parseModule('packages/scoring/src/a.ts', 'export default 1'),
      parseModule('packages/scoring/src/index.ts', 'export const version = 1'),
    ]
    expect(looseExports(loose)).toHaveLength(2)
  })
})
