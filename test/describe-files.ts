import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { root, type SourceModule } from './source-tree.ts'

/** A page with one line for each source file, out of the docstring of what it is named after. */
export function describeFiles(modules: readonly SourceModule[]): string {
  const lines = ['# Every source file in one line', '', 'Written by `npm run docs` from the docstrings.']
  let folder = ''
  for (const { path } of modules) {
    if (basename(path) === 'index.ts') continue
    const current = path.slice(0, path.lastIndexOf('/'))
    if (current !== folder) lines.push('', `## ${current}`, '')
    folder = current
    lines.push(`- [\`${basename(path)}\`](../${path}): ${describeFile(path)}`)
  }
  return `${lines.join('\n')}\n`
}

/**
 * The first sentence about the export that a file is named after (`formDisplaySchema` in `form-display.ts`), or else about the file
 * itself, or else about its first export. Throws when there is none.
 */
export function describeFile(path: string, text = readFileSync(join(root, path), 'utf8')): string {
  const { module, comments } = parseSync(path, text)
  const docs = comments.filter((comment) => comment.type === 'Block' && comment.value.startsWith('*'))
  const documented = module.staticExports.flatMap((statement) => {
    const before = docs.find(
      ({ end }) => end <= statement.start && text.slice(end, statement.start).trim() === '',
    )
    const name = statement.entries[0]?.exportName.name ?? ''
    return before === undefined ? [] : [{ name: name.toLowerCase(), doc: before.value }]
  })
  const own = basename(path)
    .replace(/\.tsx?$/, '')
    .replaceAll('-', '')
    .toLowerCase()
  const aboutFile = docs.find(({ end }) => /^\s*?\n\s*?\n/.test(text.slice(end)))
  // A script exports nothing; what it does first stands for it.
  const doc = documented.find(({ name }) => name === own) ??
    documented.find(({ name }) => name === `${own}schema`) ??
    (aboutFile && { doc: aboutFile.value }) ??
    documented[0] ?? { doc: docs[0]?.value }
  const sentence = firstSentence(doc.doc ?? '')
  if (sentence === '')
    throw new Error(`${path} says nowhere what it is for: write a docstring for its main export`)
  return sentence
}

function firstSentence(doc: string): string {
  const text =
    doc
      .replace(/^\s*\*+ ?/gm, '')
      .split('\n@')[0]
      ?.split('\n\n')[0] ?? ''
  const flat = text
    .replace(/\s+/g, ' ')
    .replace(/\{@link (\w+)\}/g, '`$1`')
    .trim()
  return /^.*?[^.\s]{2}[.:;](?= [A-Z]|$)/.exec(flat)?.[0].replace(/[.:;]$/, '') ?? flat
}
