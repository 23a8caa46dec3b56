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

it('takes no comment behind an export for its description', () => {
  const text =
    '/** Adds one. */\nexport const addOneSchema = 1\nexport type AddOne = 1\n/** Other. */\nexport const b = 1\n'
  expect(describeFile('packages/scoring/src/add-one.ts', text)).toBe('Adds one')
})

it('uses the comment about the file where no export has its name', () => {
  const text = '/** Sums. */\n\n/** Adds one. */\nexport function addOne() {}\n'
  expect(describeFile('packages/scoring/src/sums.ts', text)).toBe('Sums')
  expect(describeFile('packages/scoring/src/sums.ts', text.replace('addOne', 'sumsSchema'))).toBe('Adds one')
})
