import {
  type FormAnswer,
  type FormField,
  type FormSession,
  fieldsOfForm,
  type Lead,
  type LeadExport,
} from '@leadlight/protocol'
import { formTemplates } from '@leadlight/protocol/form-templates'
import { expect, it, vi } from 'vitest'
import { solveWork } from '../../../forms/src/served/solve-work.ts'
import { startFormCollector } from './forms.test.collector.ts'

/** Some answer that the field takes. */
function answerTo(field: FormField): unknown {
  switch (field.type) {
    case 'email':
      return 'ada@firm.example'
    case 'tel':
      return '+1 555 010 0199'
    case 'url':
      return 'https://firm.example'
    case 'number':
      return field.min ?? 10_000
    case 'rating':
      return 4
    case 'date':
      return '2026-12-01'
    case 'checkbox':
    case 'consent':
      return true
    case 'select':
    case 'radio':
    case 'multi-select': {
      const [first = ''] = field.options
      const value = typeof first === 'string' ? first : first.value
      return field.type === 'multi-select' ? [value] : value
    }
    case 'hidden':
      return undefined
    default:
      return 'Some words'
  }
}

it.each(Object.entries(formTemplates))(
  'the template %s can be saved and submitted, and makes a lead',
  async (id, form) => {
    const harness = startFormCollector()
    await harness.save(form)
    const fields = Object.fromEntries(
      fieldsOfForm(form).map(({ field }) => [field.name, answerTo(field)] as const),
    )
    // Forms that ask for more than a moment, or for work, are opened before.
    const opened = await harness.ask(`/v1/forms/${id}/session`, {
      method: 'POST',
      body: JSON.stringify({ writeKey: 'wk' }),
    })
    const { token, work }: FormSession = await opened.json()
    // Solving the work needs timers. Those that the collector has started stay stopped.
    vi.useRealTimers()
    harness.wait(60_000)
    const response = await harness.sendJson(
      { fields, form_check: { token, work: work && (await solveWork(work)) } },
      id,
    )
    const { receipt }: FormAnswer = await response.json()
    expect(receipt.problems).toBeUndefined()
    expect(receipt.number).toMatch(/^[\dA-Z]{4}-[\dA-Z]{4}$/)
    if (form.success?.download) expect(receipt.download?.token).toBeTruthy()
    await harness.deliver()
    expect(harness.mails).toHaveLength(form.confirm ? 1 : 0)
    const lead = await harness.api<Lead>('/api/leads/email:ada@firm.example')
    expect(lead.score).toBeGreaterThan(0)
    const { events } = await harness.api<LeadExport>('/api/leads/email:ada@firm.example/export')
    const expected = ['Form Submitted', ...(form.success?.event ? [form.success.event] : [])]
    expect(events.map(({ name }) => name)).toEqual(expect.arrayContaining(expected))
    // With nothing answered at all, what is wrong is named field by field.
    const empty = await harness.sendPlain({ nothing: 'x' }, id)
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('<li>')
  },
)
