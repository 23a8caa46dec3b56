import { describe, expect, it } from 'vitest'
import shipped from '../form.schema.json' with { type: 'json' }
import { formJsonSchema, parseForm } from './form-parse.ts'
import { publishForm } from './form-publish.ts'
import { formTemplates } from './form-templates.ts'

const text = { type: 'text', name: 'a', label: 'A' }

describe('parseForm', () => {
  it.each([
    [{ id: 'x', fields: [{ ...text, type: 'file' }] }, 'fields[0].type', 'Invalid'],
    [{ id: 'x', fields: [{ ...text, requierd: true }] }, 'fields[0].requierd', 'unknown key "requierd"'],
    [{ id: 'x', steps: [{ fields: [{ ...text, showIf: { field: 3 } }] }] }, 'steps[0].fields[0].showIf', ''],
    [{ id: 'x', fields: [text], succes: {} }, 'succes', 'unknown key'],
    [
      { id: 'x', fields: [text], confirm: { subject: 'a', text: 'b' } },
      'confirm',
      'needs a field of the type',
    ],
    [{ id: 'x', fields: [text], success: { download: { label: 'a' } } }, 'success.download', 'either a file'],
    [7, '', 'expected object'],
  ])('names the place in %j', (json, path, message) => {
    const parsed = parseForm(json)
    if (!('errors' in parsed)) throw new Error('was taken')
    expect(parsed.errors[0]?.path).toContain(path)
    expect(parsed.errors[0]?.message).toContain(message)
  })

  it('refuses very deep nesting', () => {
    let condition: unknown = { field: 'a', is: 1 }
    for (let level = 0; level < 10_000; level++) condition = { not: condition }
    const parsed = parseForm({ id: 'x', fields: [text, { ...text, name: 'b', showIf: condition }] })
    expect(parsed).toEqual({ errors: [{ path: '', message: expect.stringContaining('nested more than') }] })
  })
})

describe('templates', () => {
  it.each(Object.entries(formTemplates))('%s is a valid form with this id', (id, form) => {
    expect(parseForm(form)).toEqual({ form })
    expect(form.id).toBe(id)
  })
})

it('the JSON Schema equals the file in the package', () => {
  expect(formJsonSchema()).toEqual(shipped)
})

it('the published part has nothing that is shown only after submission', () => {
  const json = JSON.stringify(Object.values(formTemplates).map(publishForm))
  for (const secret of ['guide.pdf', '/webinar', 'Somebody, hopefully', 'Requested']) {
    expect(JSON.stringify(formTemplates)).toContain(secret)
    expect(json).not.toContain(secret)
  }
  expect(json).toContain('Almost done')
})
