import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultModel } from '@leadlight/scoring'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readModel } from './read-model.ts'

let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-model-'))
  file = join(folder, 'model.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

function message(content: unknown): string {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  try {
    readModel(file)
  } catch (error) {
    return String(error)
  }
  return 'no error'
}

it('returns the built-in model without a file, and reads it back from one', () => {
  expect(readModel(undefined)).toBe(defaultModel)
  writeFileSync(file, JSON.stringify(defaultModel))
  expect(readModel(file)).toEqual(defaultModel)
})

it('says where a mistake is', () => {
  const rule = {
    id: 'pricing',
    label: 'Pricing',
    dimension: 'engagement',
    on: { event: 'page' },
    points: 'ten',
  }
  expect(message({ ...defaultModel, rules: [rule] })).toContain('rules[0].points: expected a number')
  expect(message({ ...defaultModel, version: 0 })).toMatch(/\bversion: /)
  expect(message({ ...defaultModel, rulez: [] })).toContain('rulez')
  expect(message(7)).toContain('the whole file: ')
})

it('says that a file is not JSON, and where', () => {
  expect(message('{"name": ')).toMatch(/model\.json is not JSON: .*(position|end)/)
})

it('says that a file cannot be read', () => {
  expect(() => readModel(join(folder, 'none.json'))).toThrow(/Cannot read the scoring model in .*none\.json/)
})

it('returns a preset by its name', () => {
  expect(readModel('preset:agency')).toMatchObject({ name: 'Agency and services' })
  expect(() => readModel('preset:agnecy')).toThrow(/No preset "agnecy"; there are b2b-saas, agency, /)
})
