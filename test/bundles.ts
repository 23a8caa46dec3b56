import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { buildSync } from 'esbuild'
import { root } from './source-tree.ts'

/** Size of a built file as size-limit measures it: bytes after brotli at quality 11. */
export function brotliBytes(path: string): number {
  return compressedBytes(readFileSync(join(root, path)))
}

/** Size of what a user's bundler makes of one import, measured the same way. */
export function importedBytes(statement: string): number {
  const { outputFiles } = buildSync({
    stdin: { contents: statement.replace('import', 'export'), resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  return compressedBytes(outputFiles[0]?.contents ?? new Uint8Array())
}

function compressedBytes(code: Uint8Array): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  return brotliCompressSync(code, { params }).length
}

/** Source files that went into a bundle, by its source map; relative to the root. */
export function bundledFiles(path: string): string[] {
  const map: { sources: string[] } = JSON.parse(readFileSync(join(root, `${path}.map`), 'utf8'))
  return map.sources.map((source) => join(dirname(path), source))
}

/** What must never reach a visitor's browser: schemas, Node, server code. */
export function unwantedFiles(files: string[]): string[] {
  const wanted = [
    /^packages\/(tracker|forms|dashboard)\//,
    /^packages\/protocol\/(dist|src)\/(limits|redact|answer-words\/[\w-]+|form-answers\/[\w-]+)\.[jt]s$/,
    /^node_modules\/(idb-keyval|preact)\//,
  ]
  return files.filter((file) => !wanted.some((pattern) => pattern.test(file)))
}

/** Sizes that a README states in a table row: `| \`dist/leadlight.js\` … | 3.5 kB |`. */
export function statedSizes(markdown: string): { file: string; kB: number }[] {
  const rows = markdown.matchAll(/^\|[^|`]*`(?<file>[\w./-]+\.js)`[^|]*\|\s*(?<kB>\d+\.\d) kB/gm)
  return [...rows].map(({ groups }) => ({ file: groups?.file ?? '', kB: Number(groups?.kB) }))
}
