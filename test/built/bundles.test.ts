import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { brotliBytes, bundledFiles, importedBytes, statedSizes, unwantedFiles } from '../bundles.ts'
import { root } from '../source-tree.ts'

const bundles = [
  'dist/leadlight.js',
  'dist/leadlight-debug.js',
  'dist/leadlight-forms.js',
  'packages/dashboard/dist/app/dashboard.js',
]

describe.each(bundles)('%s', (bundle) => {
  it('contains only browser code: no schema, no Node, no server', () => {
    const files = bundledFiles(bundle)
    expect(files.length).toBeGreaterThan(0)
    expect(unwantedFiles(files)).toEqual([])
  })

  it('does not refer to Node or zod', () => {
    const code = readFileSync(`${root}${bundle}`, 'utf8')
    expect(code).not.toMatch(/\brequire\(|["']node:|process\.env|ZodError|safeParse/)
  })
})

/** A page of another encoding than UTF-8 would read anything else as other letters, and refuse patterns made of them. */
const notAscii = /[^\n -~]/u

it('the script works in every encoding of the page', () => {
  expect(readFileSync(`${root}dist/leadlight.js`, 'utf8').match(notAscii)).toBeNull()
})

describe('sizes', () => {
  it('in the README are those of the built files', () => {
    const stated = statedSizes(readFileSync(`${root}README.md`, 'utf8'))
    expect(stated.map((row) => row.file)).toEqual(bundles)
    expect(stated).toEqual(stated.map(({ file }) => ({ file, kB: toKilobytes(brotliBytes(file)) })))
  })
})

describe('an import from npm', () => {
  const statement = "import { createTracker, pageViews } from '@leadlight/tracker'"

  it('has the size that the README states', () => {
    const readme = readFileSync(`${root}README.md`, 'utf8')
    expect(readme).toContain(`| \`${statement}\` | ${toKilobytes(importedBytes(statement))} kB |`)
  })

  it('brings only what is imported', () => {
    expect(importedBytes("import {} from '@leadlight/tracker'")).toBeLessThan(100)
    expect(importedBytes("import { createTracker, formCapture } from '@leadlight/tracker'")).toBeGreaterThan(
      importedBytes(statement),
    )
  })
})

describe('each check fails on a deliberate violation', () => {
  it('finds a letter beyond ASCII', () => expect('/[\u0900-\u097f]/\n').toMatch(notAscii))

  it('finds a forbidden file', () => {
    const files = [
      'packages/tracker/dist/script.js',
      'node_modules/zod/v4/core/schemas.js',
      'packages/protocol/dist/lead.js',
    ]
    expect(unwantedFiles(files)).toEqual(files.slice(1))
  })

  it('finds a wrong size', () => {
    const [row] = statedSizes('| `dist/leadlight.js`, all plugins | 0.1 kB |')
    expect(row).toEqual({ file: 'dist/leadlight.js', kB: 0.1 })
    expect(row?.kB).not.toBe(toKilobytes(brotliBytes('dist/leadlight.js')))
  })
})

function toKilobytes(bytes: number): number {
  return Math.round(bytes / 100) / 10
}
