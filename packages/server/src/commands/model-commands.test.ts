import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkModel } from './model-check.ts'
import { writePreset } from './model-preset.ts'
import { testModelFile } from './model-test.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-model-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Writes a preset with changes to a file. */
function fileWith(change: (model: Record<string, unknown>) => void): string {
  const model = JSON.parse(writePreset('agency'))
  change(model)
  const file = join(folder, 'model.json')
  writeFileSync(file, JSON.stringify(model))
  return file
}

describe('leadlight model', () => {
  it('checks a model', () => {
    expect(checkModel('preset:agency')).toBe(
      '✓ Agency and services 1: 22 rules, 1 group, 4 questions, 7 tests',
    )
  })

  it('names the place of a mistake, and suggests a correction', () => {
    const file = fileWith((model) => {
      model.lookBakcDays = 3
    })
    expect(() => checkModel(file)).toThrow(
      `The scoring model in ${file} has mistakes:\n  lookBakcDays: unknown key "lookBakcDays": did you mean "lookBackDays"?`,
    )
  })

  it('lists the presets without a name', () => {
    expect(writePreset().split('\n')).toContain('b2b-saas')
  })

  it('writes a preset that passes its tests', () => {
    expect(testModelFile(fileWith(() => {}))).toMatch(
      /^✓ Who only looks around is cold\n[^✗]*\n7 tests passed\.$/,
    )
  })

  it('shows what a failed test expects, what it gets, and why', () => {
    const file = fileWith((model) => {
      model.tests = [
        { name: 'one\u001b[31m', events: [{ event: 'page' }], expect: { score: 3 } },
        { name: 'two', expect: { score: 0 } },
      ]
    })
    expect(() => testModelFile(file)).toThrow(
      `1 of 2 tests failed in ${file}\n✗ one [31m\n    score: expected 3, got 0.5\n    0.5 = page-view +0.5\n✓ two`,
    )
  })

  it('reports a model without tests as untested', () => {
    const file = fileWith((model) => {
      delete model.tests
    })
    expect(() => testModelFile(file)).toThrow(/has no tests/)
  })
})
