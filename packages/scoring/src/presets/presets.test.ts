import { describe, expect, it } from 'vitest'
import { createScorer } from '../create-scorer.ts'
import { parseModel } from '../model/parse-model.ts'
import { testModel } from '../test-model.ts'
import { presets } from './presets.ts'

describe.each(Object.entries(presets))('preset %s', (_, model) => {
  it('is a valid model as it stands', () => {
    expect(parseModel(JSON.parse(JSON.stringify(model)))).toEqual({ model })
  })

  it('passes its tests, at least five', () => {
    const outcomes = testModel(model)
    expect(outcomes.filter(({ differences }) => differences.length > 0)).toEqual([])
    expect(outcomes.length).toBeGreaterThanOrEqual(5)
  })

  it('asks for budget, authority, need and timeline, and each offered answer decides its rules', () => {
    const scorer = createScorer(model)
    expect(Object.keys(model.questions ?? {})).toEqual(
      expect.arrayContaining(['budget', 'authority', 'need', 'timeline']),
    )
    for (const [trait, { options = [] }] of Object.entries(model.questions ?? {})) {
      expect(scorer.explain([], {}, 0).unknown.map((question) => question.trait)).toContain(trait)
      for (const option of options) {
        const { unknown } = scorer.explain([], { [trait]: option }, 0)
        expect(`${option}: ${unknown.map((question) => question.trait).includes(trait)}`).toBe(
          `${option}: false`,
        )
      }
      const scores = options.map((option) => scorer.explain([], { [trait]: option }, 0).score)
      if (options.length > 0) expect(new Set(scores).size).toBeGreaterThan(1)
    }
  })
})
