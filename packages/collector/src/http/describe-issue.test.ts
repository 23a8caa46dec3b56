import { expect, it } from 'vitest'
import { z } from 'zod'
import { describeIssue } from './describe-issue.ts'

const id = z.union([z.string().min(1).max(5), z.number()])
const shape = z.strictObject({
  id: id.optional(),
  name: z.string().min(1).max(3).optional(),
  limit: z.number().int().min(1).max(200).optional(),
  sort: z.enum(['up', 'down']).optional(),
  traits: z.record(z.string(), z.string()).optional(),
  list: z.array(z.number()).max(1).optional(),
})

function faultsOf(schema: z.ZodType, value: unknown): string[] {
  return (schema.safeParse(value).error?.issues ?? []).map((issue) => describeIssue(issue))
}

it.each<[object, string]>([
  [{ name: '' }, 'name: is empty'],
  [{ name: 'secret' }, 'name: must be at most 3 characters long'],
  [{ name: 7 }, 'name: must be text'],
  [{ limit: 0 }, 'limit: must be at least 1'],
  [{ limit: 1.5 }, 'limit: must be a whole number'],
  [{ limit: Number.NaN }, 'limit: must be a number'],
  [{ sort: 'secret' }, 'sort: must be one of up, down'],
  [{ id: true }, 'id: must be text or a number'],
  [{ id: '' }, 'id: is empty'],
  [{ traits: 'secret' }, 'traits: must be an object'],
  [{ list: [1, 2] }, 'list: must have at most 1'],
  [{ sotr: 'up' }, 'unknown key "sotr": remove or correct it'],
])('says what is wrong with %j, without quoting a value', (value, fault) => {
  expect(faultsOf(shape, value)).toEqual([fault])
  expect(fault).not.toContain('secret')
})

it('names what is missing, also in a union of types', () => {
  expect(faultsOf(z.object({ id, name: z.string() }), {})).toEqual(['id: missing', 'name: missing'])
})

it('names the allowed types', () => {
  const either = z.discriminatedUnion('type', [
    z.object({ type: z.literal('page') }),
    z.object({ type: z.literal('track') }),
  ])
  expect(faultsOf(either, { type: 'secret' })).toEqual(['type: must be one of page, track'])
})

it('names the whole value when no part of it is wrong', () => {
  const [issue] = z.strictObject({}).safeParse([]).error?.issues ?? []
  expect(issue && describeIssue(issue, 'body')).toBe('body: must be an object')
})
