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
  [{ name: 'secret' }, 'name: has to be at most 3 characters long'],
  [{ name: 7 }, 'name: has to be text'],
  [{ limit: 0 }, 'limit: has to be at least 1'],
  [{ limit: 1.5 }, 'limit: has to be a whole number'],
  [{ limit: Number.NaN }, 'limit: has to be a number'],
  [{ sort: 'secret' }, 'sort: has to be one of up, down'],
  [{ id: true }, 'id: has to be text or a number'],
  [{ id: '' }, 'id: is empty'],
  [{ traits: 'secret' }, 'traits: has to be an object'],
  [{ list: [1, 2] }, 'list: has to hold at most 1'],
  [{ sotr: 'up' }, 'there is no "sotr" here: leave it out, or correct it'],
])('says what is wrong with %j, and quotes no value', (value, fault) => {
  expect(faultsOf(shape, value)).toEqual([fault])
  expect(fault).not.toContain('secret')
})

it('tells what is missing, also where it may be of several kinds', () => {
  expect(faultsOf(z.object({ id, name: z.string() }), {})).toEqual(['id: missing', 'name: missing'])
})

it('names the forms that a thing may have', () => {
  const either = z.discriminatedUnion('type', [
    z.object({ type: z.literal('page') }),
    z.object({ type: z.literal('track') }),
  ])
  expect(faultsOf(either, { type: 'secret' })).toEqual(['type: has to be one of page, track'])
})

it('names the whole where no part of it is at fault', () => {
  const [issue] = z.strictObject({}).safeParse([]).error?.issues ?? []
  expect(issue && describeIssue(issue, 'body')).toBe('body: has to be an object')
})
