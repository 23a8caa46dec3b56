import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'oxc-parser'

/** The root of the repository, with a trailing slash. */
export const root = new URL('..', import.meta.url).pathname

/** One `import` or `export … from`. */
export interface Import {
  /** As written. */
  specifier: string
  /** For relative ones: the file, relative to the root. */
  file: string | null
  /** Leaves no trace in the compiled module. */
  typeOnly: boolean
}

/** An exported name; `*` stands for all names of `from`. */
export interface Export {
  name: string
  kind: 'type' | 'value'
  from: string | null
}

/** A source file as the checks see it; paths are relative to the root. */
export interface SourceModule {
  path: string
  /** The folder below `packages/`. */
  pkg: string
  lines: number
  imports: Import[]
  exports: Export[]
}

/** Every source module of the packages, tests left out. */
export function readSourceModules(): SourceModule[] {
  return globSync('packages/*/src/**/*.{ts,tsx}', { cwd: root })
    .filter((path) => !/\.test\.(\w+\.)?tsx?$/.test(path))
    .sort()
    .map((path) => parseModule(path, readFileSync(join(root, path), 'utf8')))
}

/** Every test with what it needs, and every example, benchmark and script. */
export function readOtherModules(): SourceModule[] {
  const tests = globSync('packages/*/src/**/*.test.{ts,tsx}', { cwd: root })
  const setUps = globSync('packages/*/src/**/*.test.*.ts', { cwd: root })
  const others = globSync('{test,bench,examples,scripts}/**/*.{ts,tsx,js}', {
    cwd: root,
    exclude: (path) => /node_modules|dist|\.next/.test(String(path)),
  })
  return [...tests, ...setUps, ...others]
    .sort()
    .map((path) => parseModule(path, readFileSync(join(root, path), 'utf8')))
}

/** Reads imports and exports out of one module's text. */
export function parseModule(path: string, text: string): SourceModule {
  const { module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const resolve = (specifier: string) =>
    specifier.startsWith('.') ? relative(root, join(root, dirname(path), specifier)) : null
  const imports: Import[] = []
  const exports: Export[] = []
  for (const item of module.staticImports) {
    const specifier = item.moduleRequest.value
    const typeOnly = /^import\s+type\b/.test(text.slice(item.start, item.end))
    imports.push({ specifier, file: resolve(specifier), typeOnly })
  }
  for (const statement of module.staticExports) {
    const typeOnly = /^export\s+type\b/.test(text.slice(statement.start, statement.end))
    for (const entry of statement.entries) {
      const from = entry.moduleRequest?.value ?? null
      if (from !== null) imports.push({ specifier: from, file: resolve(from), typeOnly })
      const kind = typeOnly || entry.isType ? 'type' : 'value'
      const name = entry.exportName.kind === 'Default' ? 'default' : (entry.exportName.name ?? '*')
      exports.push({ name, kind, from: from === null ? null : (resolve(from) ?? from) })
    }
  }
  for (const item of module.dynamicImports) {
    const written = text.slice(item.moduleRequest.start, item.moduleRequest.end)
    const specifier = written.replace(/^['"`]|['"`]$/g, '')
    imports.push({ specifier, file: resolve(specifier), typeOnly: false })
  }
  return { path, pkg: path.split('/')[1] ?? '', lines: text.trimEnd().split('\n').length, imports, exports }
}
