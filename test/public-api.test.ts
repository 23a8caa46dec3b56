import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSourceModules, root, type SourceModule } from './source-tree.ts'

const modules = new Map(readSourceModules().map((module) => [module.path, module]))

describe('public API', () => {
  for (const folder of ['protocol', 'tracker', 'forms', 'scoring', 'collector', 'dashboard', 'server']) {
    it(`of packages/${folder} changes only on purpose`, async () => {
      const text = entryPoints(folder)
        .map(([entry, path]) => [`${entry}`, ...publicNames(path, modules)].join('\n  '))
        .join('\n')
      await expect(`${text}\n`).toMatchFileSnapshot(`__snapshots__/api/${folder}.txt`)
    })
  }

  it('shows a removed export (negative control)', () => {
    const path = 'packages/scoring/src/index.ts'
    const index = modules.get(path)
    if (index === undefined) throw new Error(`${path} is missing`)
    const smaller = new Map(modules).set(path, { ...index, exports: index.exports.slice(1) })
    expect(publicNames(path, smaller)).not.toEqual(publicNames(path, modules))
  })
})

/** The entry points of a package's exports map and their source files. */
function entryPoints(folder: string): [entry: string, path: string][] {
  const manifest = JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'))
  return Object.entries<unknown>(manifest.exports).flatMap(([entry, target]) => {
    if (typeof target !== 'object' || target === null || !('source' in target)) return []
    return [[`${manifest.name}${entry.slice(1)}`, join('packages', folder, String(target.source))]]
  })
}

/** `value name` or `type name` for each name that a module exports, sorted. */
function publicNames(path: string, from: ReadonlyMap<string, SourceModule>): string[] {
  const module = from.get(path)
  if (module === undefined) throw new Error(`${path} is an entry point, but there is no such file`)
  const names = module.exports.flatMap((item) =>
    item.name === '*' && item.from !== null ? publicNames(item.from, from) : [`${item.kind} ${item.name}`],
  )
  return [...new Set(names)].sort()
}
