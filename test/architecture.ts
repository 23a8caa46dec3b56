import type { Import, SourceModule } from './source-tree.ts'

/** What a package may import: from others of ours, from npm and from Node; longer paths of an entry included. */
interface Permission {
  /** Imports that stay in the compiled module. */
  values: string[]
  /** Imports of types, besides. */
  types: string[]
}

/** The arrows of ARCHITECTURE.md, as a table. */
const permissions: Record<string, Permission> = {
  protocol: { values: ['zod'], types: [] },
  tracker: {
    values: ['idb-keyval', '@leadlight/protocol/limits', '@leadlight/protocol/redact'],
    types: ['@leadlight/protocol'],
  },
  forms: {
    values: [
      'preact',
      '@leadlight/protocol/answer-words',
      '@leadlight/protocol/form-answers',
      '@leadlight/protocol/limits',
    ],
    types: ['@leadlight/protocol', '@leadlight/tracker'],
  },
  scoring: { values: ['@leadlight/protocol', 'zod'], types: [] },
  collector: {
    values: [
      '@leadlight/protocol',
      '@leadlight/scoring',
      'zod',
      'hono',
      '@hono/zod-openapi',
      'isbot',
      'altcha-lib',
    ],
    types: [],
  },
  dashboard: { values: ['preact'], types: ['@leadlight/protocol'] },
  server: {
    values: [
      'node:',
      '@leadlight/protocol',
      '@leadlight/scoring',
      '@leadlight/collector',
      '@leadlight/dashboard',
      '@hono/node-server',
      'commander',
      'nodemailer',
      'pino',
    ],
    types: [],
  },
}

/** Places that may use Node although their package may not. */
const nodeFolders = ['packages/collector/src/storage/']

/** Built files that a script fetches when a page needs them; nothing of them is bundled. */
const fetched: Record<string, string> = { 'leadlight-forms.js': 'packages/tracker/src/script.ts' }

/** Packages that only one folder may import: drivers of databases, and what is optional for users. */
const fenced: Record<string, RegExp> = {
  pg: /^packages\/collector\/src\/storage\/postgres\//,
  react: /^packages\/(tracker|forms)\/src\/react\//,
}

const longestFile = 250

/** Imports that point where they must not. */
export function forbiddenImports(modules: SourceModule[]): string[] {
  return modules.flatMap((module) =>
    module.imports
      .filter((item) => !mayImport(module, item))
      .map((item) => `${module.path} imports ${item.typeOnly ? 'types' : 'values'} of ${item.specifier}`),
  )
}

function mayImport(module: SourceModule, item: Import): boolean {
  if (item.file !== null) return item.file.startsWith(`packages/${module.pkg}/src/`)
  if (item.specifier.startsWith('node:') && nodeFolders.some((folder) => module.path.startsWith(folder)))
    return true
  const onlyFolder = fenced[item.specifier]
  if (onlyFolder !== undefined) return onlyFolder.test(module.path)
  if (fetched[item.specifier] === module.path) return true
  const permission = permissions[module.pkg]
  if (permission === undefined) return false
  const allowed = item.typeOnly ? [...permission.values, ...permission.types] : permission.values
  return allowed.some((entry) => covers(entry, item.specifier))
}

function covers(entry: string, specifier: string): boolean {
  if (entry.endsWith(':')) return specifier.startsWith(entry)
  return specifier === entry || specifier.startsWith(`${entry}/`)
}

/** Chains of imports that come back to where they began, types included. */
export function importCycles(modules: SourceModule[]): string[] {
  const targets = new Map(
    modules.map((module) => [
      module.path,
      module.imports.flatMap((item) => (item.file === null ? [] : [item.file])),
    ]),
  )
  const cycles = new Set<string>()
  const finished = new Set<string>()
  const visit = (path: string, trail: string[]) => {
    const start = trail.indexOf(path)
    if (start >= 0) cycles.add([...trail.slice(start), path].join(' → '))
    if (start >= 0 || finished.has(path)) return
    for (const target of targets.get(path) ?? []) visit(target, [...trail, path])
    finished.add(path)
  }
  for (const path of targets.keys()) visit(path, [])
  return [...cycles]
}

/** Files too long to have one reason to change. */
export function longFiles(modules: SourceModule[]): string[] {
  return modules
    .filter((module) => module.lines > longestFile)
    .map((module) => `${module.path}: ${module.lines} lines`)
}

/** Entry files that hold more than export lines, and default exports. */
export function looseExports(modules: SourceModule[]): string[] {
  return modules.flatMap((module) => [
    ...(module.exports.some((item) => item.name === 'default')
      ? [`${module.path} has a default export`]
      : []),
    ...(module.path.endsWith('/index.ts') &&
    module.exports.some((item) => item.from === null && item.name !== '*')
      ? [`${module.path} holds more than export lines`]
      : []),
  ])
}
