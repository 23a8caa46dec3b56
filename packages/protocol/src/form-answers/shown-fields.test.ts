import { describe, expect, it } from 'vitest'
import type { FormField } from '../form-definition.ts'
import { shownFields } from './shown-fields.ts'

const fields: FormField[] = [
  { type: 'checkbox', name: 'company', label: 'For a company' },
  { type: 'number', name: 'size', label: 'How large?', showIf: { field: 'company', is: true } },
  { type: 'text', name: 'team', label: 'Which team?', showIf: { field: 'size', gt: 10 } },
]

const namesShown = (answers: Parameters<typeof shownFields>[1]) =>
  shownFields(fields, answers).map((field) => field.name)

describe('shownFields', () => {
  it('evaluates conditions that depend on each other', () => {
    expect(namesShown({})).toEqual(['company'])
    expect(namesShown({ company: true })).toEqual(['company', 'size'])
    expect(namesShown({ company: true, size: 50 })).toEqual(['company', 'size', 'team'])
  })

  it('ignores the answer of a field that was hidden again', () => {
    expect(namesShown({ size: 50 })).toEqual(['company'])
  })
})
