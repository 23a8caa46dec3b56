import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isFree, packageNames, readLock, runtimeDependencies } from './runtime-dependencies.ts'
import { root } from './source-tree.ts'

describe('what users install with our packages', () => {
  it('has a free licence', () => {
    const all = runtimeDependencies(packageNames())
    expect(all.filter(({ license }) => !isFree(license))).toEqual([])
    expect(all.length).toBeGreaterThan(5)
  })

  it('has a free licence even if it is optional, like the PostgreSQL driver', () => {
    const lock = readLock()
    const pg = runtimeDependencies(['pg'], { ...lock, 'packages/pg': { dependencies: { pg: '*' } } })
    expect(pg.filter(({ license }) => !isFree(license))).toEqual([])
  })

  it('is not more than the README says, and not much less', () => {
    const said =
      /`leadlight` brings at most (\d+) packages of others along, `@leadlight\/tracker` (\d+)/.exec(
        readFileSync(`${root}README.md`, 'utf8'),
      )
    const counts = [runtimeDependencies(['server']), runtimeDependencies(['tracker'])].map(
      ({ length }) => length,
    )
    const [server = 0, tracker = 0] = said?.slice(1).map(Number) ?? []
    expect(counts[0]).toBeLessThanOrEqual(server)
    expect(counts[0]).toBeGreaterThan(server - 8)
    expect(counts[1]).toBe(tracker)
  })

  it('runs no program when it is installed', () => {
    const lock = readLock() as Record<string, { hasInstallScript?: boolean }>
    const names = new Set(runtimeDependencies(packageNames()).map(({ name }) => `node_modules/${name}`))
    expect(Object.keys(lock).filter((path) => names.has(path) && lock[path]?.hasInstallScript)).toEqual([])
  })
})

it('every package ships the licence', () => {
  const licence = readFileSync(`${root}LICENSE`, 'utf8')
  for (const name of packageNames()) {
    expect(readFileSync(`${root}packages/${name}/LICENSE`, 'utf8'), name).toBe(licence)
  }
})

it('distinguishes licences', () => {
  for (const free of ['MIT', '(MIT OR GPL-3.0)', 'MIT AND ISC', 'Apache-2.0']) expect(isFree(free)).toBe(true)
  for (const not of ['GPL-3.0', 'MIT AND GPL-3.0', 'SSPL-1.0', 'none', 'UNLICENSED', 'MITx'])
    expect(isFree(not)).toBe(false)
})

it('finds indirect dependencies, nearest first', () => {
  const lock = {
    'packages/a': { dependencies: { x: '1', '@leadlight/b': '1' } },
    'node_modules/@leadlight/b': { link: true, resolved: 'packages/b' },
    'packages/b': { dependencies: { y: '2' } },
    'packages/b/node_modules/y': { version: '2.0.0', license: 'GPL-3.0' },
    'node_modules/x': { version: '1.0.0', license: 'MIT', dependencies: { y: '1' } },
    'node_modules/y': { version: '1.0.0', license: 'ISC' },
  }
  expect(runtimeDependencies(['a'], lock).map(({ name, license }) => `${name} ${license}`)).toEqual([
    'x MIT',
    'y ISC',
    'y GPL-3.0',
  ])
  expect(() => runtimeDependencies(['a'], { 'packages/a': { dependencies: { z: '1' } } })).toThrow('has no z')
})
