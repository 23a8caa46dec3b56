import { globSync } from 'node:fs'
import { formDefinitionSchema } from '@leadlight/protocol'
import { expect, it } from 'vitest'
import { compileBlocks, readCodeBlocks, readDocument } from '../document-code.ts'
import { root } from '../source-tree.ts'

const documents = globSync(['README.md', 'docs/*.md', '{packages,examples}/*/README.md'], { cwd: root })
const blocks = documents.flatMap((path) => readCodeBlocks(path, readDocument(path)))

const inTypeScript = blocks.filter(({ language }) => ['ts', 'tsx', 'js'].includes(language))

it('TypeScript in the documents compiles as it stands, on the packages as users get them', async () => {
  expect(inTypeScript.length).toBeGreaterThan(20)
  expect(await compileBlocks(inTypeScript)).toEqual([])
})

it('forms in the documents are valid definitions', () => {
  const forms = blocks
    .filter(({ language }) => language === 'html')
    .flatMap(({ code }) => [...code.matchAll(/<script type="application\/json">([\s\S]*?)<\/script>/g)])
  expect(forms.length).toBeGreaterThan(1)
  for (const [, json = ''] of forms)
    expect(formDefinitionSchema.safeParse(JSON.parse(json)).error).toBeUndefined()
})

it('JSON in the documents is JSON', () => {
  const json = blocks.filter(({ language }) => language === 'json')
  expect(json.length).toBeGreaterThan(1)
  for (const { place, code } of json)
    expect(() => JSON.parse(code.startsWith('{') ? code : `{${code}}`), place).not.toThrow()
})

it('fails for code that does not compile', async () => {
  const markdown =
    "# Use\n```ts\nimport { createTraker } from '@leadlight/tracker'\n```\n" +
    "```ts\nimport { createTracker } from '@leadlight/tracker'\ncreateTracker({})\n```\n"
  const complaints = await compileBlocks(readCodeBlocks('a.md', markdown))
  expect(complaints[0]).toMatch(/^a\.md:2\(1,10\): error .*createTraker/)
  expect(complaints[1]).toMatch(/^a\.md:5\(2,15\): error/)
})
