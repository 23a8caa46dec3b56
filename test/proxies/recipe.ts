import { readFileSync } from 'node:fs'
import { root } from '../source-tree.ts'

/** The block of code in this language, as it stands in docs/first-party.md, with another port for the collector. */
export function readRecipe(language: string, collectorPort: number): string {
  const page = readFileSync(`${root}docs/first-party.md`, 'utf8')
  const [, code] = new RegExp(`^\`\`\`${language}\n(.+?)^\`\`\``, 'ms').exec(page) ?? []
  if (code === undefined) throw new Error(`docs/first-party.md has no recipe in ${language}.`)
  const parts = code.split('127.0.0.1:8787')
  if (parts.length !== 2) throw new Error(`The recipe for ${language} must name 127.0.0.1:8787 once.`)
  return parts.join(`127.0.0.1:${collectorPort}`)
}
