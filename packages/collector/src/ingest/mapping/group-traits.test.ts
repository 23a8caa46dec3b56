import { expect, it } from 'vitest'
import { groupTraits } from './group-traits.ts'

it('tells the company of whoever belongs to a group', () => {
  const sent = { name: 'Engines', website: 'engines.example', industry: 'Machines', employees: 329 }
  expect(groupTraits(sent)).toEqual({
    company: 'Engines',
    website: 'engines.example',
    industry: 'Machines',
    employees: 329,
  })
})

it('leaves out how the company is reached, what is not told, and what cannot be', () => {
  const reached = { email: 'office@engines.example', phone: '1', id: 7, plan: 'enterprise' }
  expect(groupTraits({ ...reached, name: '', industry: null })).toBeNull()
  expect(groupTraits({ name: 5, employees: '100-200' })).toEqual({ employees: '100-200' })
  expect(groupTraits({})).toBeNull()
})
