import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './source-tree.ts'

/** A block of code in a document. */
export interface CodeBlock {
  /** The document and the line of the block in it, like `README.md:56`. */
  place: string
  language: string
  code: string
}

/** Names that the code of documents leaves to its reader. */
const readersOwn = {
  'alias.d.ts':
    "declare module '@/lib/collector' { export const collector: import('@leadlight/collector').Collector }",
  'own.ts': `
    import type { Collector, Key, Store } from '@leadlight/collector'
    import type { FormDefinition } from '@leadlight/forms'
    import type { BacktestLead, CalibrationLead, Model, ScoringEvent } from '@leadlight/scoring'
    import type { Tracker } from '@leadlight/tracker'
    declare global {
      const store: Store, model: Model, keys: Key[], collector: Collector
      const tracker: Tracker, definition: FormDefinition
      const json: unknown, text: string
      const events: ScoringEvent[], leads: BacktestLead[], closedLeads: CalibrationLead[]
      const next: Model, from: number, to: number
      const form: HTMLElement, div: HTMLElement, iframe: HTMLElement, closedShadowRoot: ShadowRoot
      function save(): Promise<void>
    }`,
}

/** How strict the project of a careful user is. */
const compilerOptions = {
  target: 'es2023',
  module: 'esnext',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  lib: ['es2023', 'dom', 'dom.iterable'],
  types: ['node'],
  jsx: 'react-jsx',
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: true,
}

/** The blocks of code of a document in Markdown. */
export function readCodeBlocks(document: string, markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^```(?<language>\w+)\n(?<code>[\s\S]*?)^```/gm)].map((match) => ({
    place: `${document}:${markdown.slice(0, match.index).split('\n').length}`,
    language: match.groups?.language ?? '',
    code: match.groups?.code ?? '',
  }))
}

/** Compiles blocks of TypeScript as they stand, each as a module of a user of the packages; returns the compiler's complaints. */
export async function compileBlocks(blocks: readonly CodeBlock[]): Promise<string[]> {
  const folder = mkdtempSync(join(root, 'node_modules/.documents-'))
  try {
    const modules = Object.fromEntries(blocks.map(({ code }, index) => [`${index}.tsx`, code]))
    const files = { ...readersOwn, ...modules }
    for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code)
    const config = { compilerOptions, files: Object.keys(files) }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    const tsc = join(root, 'node_modules/.bin/tsc')
    const output = await promisify(execFile)(tsc, ['-p', '.', '--pretty', 'false'], { cwd: folder }).then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    )
    return output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.replace(/^(\d+)\.tsx/, (_, index) => blocks[Number(index)]?.place ?? index))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The text of a document. */
export function readDocument(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}
