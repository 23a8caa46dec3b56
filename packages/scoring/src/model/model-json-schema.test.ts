import { describe, expect, it } from 'vitest'
import shipped from '../../model.schema.json' with { type: 'json' }
import { modelJsonSchema, modelKeys } from './model-json-schema.ts'

describe('modelJsonSchema', () => {
  it('describes the input: defaults are optional, and unknown keys are not allowed', () => {
    const schema = modelJsonSchema()
    expect(schema.required).toEqual(['name', 'version', 'rules', 'thresholds'])
    expect(schema.additionalProperties).toBe(false)
    expect(Object.keys(schema.$defs ?? {}).sort()).toEqual([
      'CountRule',
      'EventRule',
      'ModelTest',
      'Question',
      'RuleGroup',
      'TraitCondition',
      'TraitRule',
      'Where',
    ])
  })

  it('is equal to the shipped file', () => {
    expect(modelJsonSchema()).toEqual(shipped)
  })
})

describe('modelKeys', () => {
  it('knows the keys of every part', () => {
    const keys = modelKeys()
    for (const key of ['halfLifeDays', 'startsWith', 'bantKnown', 'otherwise', 'per'])
      expect(keys).toContain(key)
    expect(keys).not.toContain('additionalProperties')
  })
})
