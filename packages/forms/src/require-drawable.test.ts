import { describe, expect, it } from 'vitest'
import { requireDrawable } from './require-drawable.ts'

const text = { type: 'text', name: 'a', label: 'A' }
const choice = { type: 'radio', name: 'b', label: 'B' }

describe('requireDrawable', () => {
  it.each([
    [null, 'id must be a text'],
    ['x', 'id must be a text'],
    [{ fields: [text] }, 'id must be a text'],
    [{ id: 'x' }, 'fields must be a list'],
    [{ id: 'x', fields: { 0: text } }, 'fields must be a list'],
    [{ id: 'x', fields: [null] }, 'fields[0].type must be one of'],
    [{ id: 'x', fields: [text, { ...text, type: 'file' }] }, 'fields[1].type must be one of'],
    [{ id: 'x', fields: [{ ...text, type: 'password' }] }, 'fields[0].type must be one of'],
    [
      { id: 'x', fields: [{ ...text, name: 'my field' }] },
      'fields[0].name must be a unique name like first_name',
    ],
    [
      { id: 'x', fields: [{ ...text, name: 'constructor' }] },
      'fields[0].name must be a unique name like first_name',
    ],
    [{ id: 'x', fields: [text, text] }, 'fields[1].name must be a unique name like first_name'],
    [{ id: 'x', fields: [{ ...text, label: '' }] }, 'fields[0].label must be a text'],
    [{ id: 'x', steps: [{ fields: [choice] }] }, 'steps[0].fields[0].options must be a list'],
    [{ id: 'x', steps: [{}] }, 'steps[0].fields must be a list'],
    [{ id: 'x', fields: [{ ...choice, options: ['a', 1] }] }, 'fields[0].options[1] must be a text'],
    [{ id: 'x', fields: [{ ...text, showIf: true }] }, 'fields[0].showIf.field must be a text'],
    [{ id: 'x', fields: [{ ...text, showIf: { any: [{ not: {} }] } }] }, 'fields[0].showIf.field must be'],
  ])('names the first error of %j', (definition, message) => {
    expect(() => requireDrawable(definition)).toThrow(message)
  })

  it('accepts a valid definition', () => {
    const fields = [
      { ...choice, options: ['a', { value: 'b', label: 'B' }] },
      { ...text, showIf: { all: [{ field: 'b', is: 'a' }, { not: { field: 'b', exists: false } }] } },
      { type: 'hidden', name: 'c', default: 1 },
    ]
    expect(() => requireDrawable({ id: 'x', fields })).not.toThrow()
    expect(() => requireDrawable({ id: 'x', steps: [{ fields }] })).not.toThrow()
  })
})
