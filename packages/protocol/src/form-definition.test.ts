import { describe, expect, it } from 'vitest'
import { type FormDefinition, formDefinitionSchema } from './form-definition.ts'

const demo: FormDefinition = {
  id: 'demo',
  name: 'Demo request',
  success: { redirect: '/thanks' },
  steps: [
    {
      title: 'You',
      fields: [
        { type: 'email', name: 'email', label: 'Work e-mail', required: true },
        {
          type: 'multi-select',
          name: 'needs',
          label: 'Needs',
          options: ['a', { value: 'b', label: 'B' }],
          default: ['b'],
        },
        { type: 'hidden', name: 'list', default: 'spring' },
      ],
    },
    {
      fields: [
        { type: 'number', name: 'budget', label: 'Budget', trait: 'budget', min: 0 },
        {
          type: 'textarea',
          name: 'why',
          label: 'Why?',
          showIf: { all: [{ field: 'budget', gte: 10_000 }, { not: { field: 'needs', exists: false } }] },
        },
      ],
    },
  ],
}

describe('formDefinitionSchema', () => {
  it('accepts a form with all kinds of parts', () => {
    expect(formDefinitionSchema.parse(demo)).toEqual(demo)
  })

  const text = { type: 'text', name: 'a', label: 'A' }
  it.each([
    ['neither fields nor steps', { id: 'x' }, ''],
    ['fields and steps', { id: 'x', fields: [text], steps: [{ fields: [text] }] }, ''],
    ['an unknown type', { id: 'x', fields: [{ ...text, type: 'file' }] }, 'fields.0.type'],
    ['a missing label', { id: 'x', fields: [{ type: 'text', name: 'a' }] }, 'fields.0.label'],
    ['a misspelt key', { id: 'x', fields: [{ ...text, requierd: true }] }, 'fields.0'],
    ['a dangerous name', { id: 'x', fields: [{ ...text, name: 'constructor' }] }, 'fields.0.name'],
    ['a name twice', { id: 'x', fields: [text, text] }, 'fields.1.name'],
    [
      'a condition on no field',
      { id: 'x', steps: [{ fields: [{ ...text, showIf: { field: 'b', is: 1 } }] }] },
      'steps.0.fields.0.showIf',
    ],
    [
      'a condition that tests nothing',
      { id: 'x', fields: [text, { ...text, name: 'b', showIf: { field: 'a' } }] },
      'fields.1.showIf',
    ],
    [
      'a default that is no option',
      { id: 'x', fields: [{ ...text, type: 'radio', options: ['b'], default: 'c' }] },
      'fields.0.default',
    ],
    [
      'a consent ticked beforehand',
      { id: 'x', fields: [{ ...text, type: 'consent', default: true }] },
      'fields.0',
    ],
    [
      'a redirect that runs code',
      { id: 'x', fields: [text], success: { redirect: 'javascript:alert(1)' } },
      'success.redirect',
    ],
  ])('refuses %s, and names the place', (_, definition, path) => {
    const result = formDefinitionSchema.safeParse(definition)
    expect(result.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
  })
})
