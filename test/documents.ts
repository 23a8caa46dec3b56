import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readCodeBlocks, readDocument } from './document-code.ts'
import { root } from './source-tree.ts'

/** Every document that users and contributors read. */
export const documents = globSync(['*.md', 'docs/*.md', '{packages,examples}/*/README.md'], { cwd: root })

/** The text of a document without its blocks of code. */
export function readProse(path: string): string {
  return readDocument(path).replace(/^```[\s\S]*?^```/gm, '')
}

/** All commands and names in a document: code within sentences, and lines of blocks for the shell without their comments. */
export function readCode(path: string): string[] {
  const inline = [...readProse(path).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
  const blocks = readCodeBlocks(path, readDocument(path)).filter(({ language }) => language === 'sh')
  const lines = blocks.flatMap(({ code }) => code.split('\n').map((line) => line.replace(/(^|\s)#.*/, '')))
  return [...inline, ...lines]
}

/** The targets of the links of a document, from `text` or else from its file. */
export function readLinks(path: string, text = readProse(path)): string[] {
  return [...text.matchAll(/\]\(((?:[^()\s]|\([^()]*\))+)\)/g)].map(([, target = '']) => target)
}

/** Links of a document to files and headings that do not exist. */
export function brokenLinks(path: string, links = readLinks(path)): string[] {
  return links.filter((link) => {
    if (/^https?:/.test(link)) return !URL.canParse(link)
    const [file = '', heading] = link.split('#')
    const target = file === '' ? path : join(dirname(path), file)
    if (!existsSync(join(root, target))) return true
    return heading !== undefined && !readAnchors(target).includes(heading)
  })
}

/** The names under which GitHub links to the headings of a document. */
function readAnchors(path: string): string[] {
  return [...readProse(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  )
}
