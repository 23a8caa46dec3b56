import { defaultModel } from '@leadlight/scoring'
import { expect, it } from 'vitest'
import type { CollectorOptions } from './collector.ts'
import { createCollector } from './create-collector.ts'
import { memoryStore } from './storage/memory.ts'

const whole = { store: memoryStore(), model: defaultModel, keys: [{ kind: 'secret', key: 'sk' }] }

/** Creates a collector with other options, as plain JavaScript may. */
const create = (other: object) => () => createCollector({ ...whole, ...other } as CollectorOptions)

it('says which option is missing, instead of failing every request', () => {
  expect(create({})).not.toThrow()
  expect(() => createCollector(undefined as unknown as CollectorOptions)).toThrow('`store` is no store')
  expect(create({ store: 'leads.db' })).toThrow("pass memoryStore(), sqliteStore('leads.db')")
  expect(create({ model: undefined })).toThrow("pass `defaultModel` of '@leadlight/scoring'")
  expect(create({ keys: undefined })).toThrow('`keys` is no list')
})

it('says what is wrong with a model', () => {
  const [first, ...rules] = defaultModel.rules
  expect(create({ model: { rules: [] } })).toThrow(TypeError)
  expect(create({ model: { ...defaultModel, rules: [{ ...first, points: 'ten' }, ...rules] } })).toThrow(
    '`model` has mistakes:\n  rules[0].points: expected a number',
  )
})
