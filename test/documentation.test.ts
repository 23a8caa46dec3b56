import { expect, it } from 'vitest'
import { describeFile, describeFiles } from './describe-files.ts'
import { readSourceModules } from './source-tree.ts'

it('docs/files.md has one line for every source file', async () => {
  await expect(describeFiles(readSourceModules())).toMatchFileSnapshot('../docs/files.md')
})

it('fails for a file without a description', () => {
  expect(() => describeFile('packages/scoring/src/a.ts', 'export const a = 1')).toThrow('says nowhere')
})

it('uses the first sentence about the export that the file is named after', () => {
  const text =
    '/** Other. */\nexport const b = 1\n/** Adds one.\n * Really. */\nexport function addOne() {}\n'
  expect(describeFile('packages/scoring/src/add-one.ts', text)).toBe('Adds one')
})
