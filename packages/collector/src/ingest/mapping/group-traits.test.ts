import { expect, it } from 'vitest'
import { groupTraits } from './group-traits.ts'

it('gives the members of a group its company', () => {
  const sent = { name: 'Engines', website: 'engines.example', industry: 'Machines', employees: 329 }
  expect(groupTraits(sent)).toEqual({
    company: 'Engines',
    website: 'engines.example',
    industry: 'Machines',
    employees: 329,
  })
})

it('ignores the contact data of the company, and missing and invalid values', () => {
  const reached = { email: 'office@engines.example', phone: '1', id: 7, plan: 'enterprise' }
  expect(groupTraits({ ...reached, name: '', industry: null })).toBeNull()
  expect(groupTraits({ name: 5, employees: '100-200' })).toEqual({ employees: '100-200' })
  expect(groupTraits({})).toBeNull()
})
