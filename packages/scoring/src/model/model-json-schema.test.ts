import { describe, expect, it } from 'vitest'
import { modelJsonSchema, modelKeys } from './model-json-schema.ts'

describe('modelJsonSchema', () => {
  it('describes the model as written: defaults may be left out, unknown keys may not be there', () => {
    const schema = modelJsonSchema()
    expect(schema.required).toEqual(['name', 'version', 'rules', 'thresholds'])
    expect(schema.additionalProperties).toBe(false)
    expect(Object.keys(schema.$defs ?? {}).sort()).toEqual([
      'CountRule',
      'EventRule',
      'RuleGroup',
      'TraitCondition',
      'TraitRule',
      'Where',
    ])
  })
})

describe('modelKeys', () => {
  it('knows the keys of every part', () => {
    const keys = modelKeys()
    for (const key of ['halfLifeDays', 'startsWith', 'bantKnown', 'otherwise', 'per'])
      expect(keys).toContain(key)
    expect(keys).not.toContain('properties')
  })
})
