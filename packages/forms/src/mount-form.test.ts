import type { FormDefinition } from '@leadlight/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mountForm } from './mount-form.tsx'

const definition: FormDefinition = {
  id: 'demo',
  name: 'Demo',
  steps: [
    {
      fields: [
        { type: 'email', name: 'email', label: 'E-mail', required: true },
        { type: 'number', name: 'budget', label: 'Budget', trait: 'budget' },
        { type: 'text', name: 'company', label: 'Company', autocomplete: 'section-a work organization' },
        { type: 'hidden', name: 'list', default: 'spring' },
      ],
    },
    {
      fields: [
        {
          type: 'radio',
          name: 'when',
          label: 'When?',
          options: ['now', 'later'],
          showIf: { field: 'budget', gt: 0 },
        },
        { type: 'multi-select', name: 'needs', label: 'Needs', options: ['a', 'b'], default: ['b'] },
        { type: 'consent', name: 'consent', label: 'I agree', required: true },
      ],
    },
  ],
}

let host: HTMLElement
let events: [event: string, properties: Readonly<Record<string, unknown>>][]
const tracker = { track: (...event: (typeof events)[number]) => events.push(event) }
const submissions = () =>
  events.filter(([event]) => event === 'Form Submitted').map(([, properties]) => properties)

beforeEach(async () => {
  events = []
  host = document.body.appendChild(document.createElement('div'))
  await mountForm(host, definition, { tracker })
})
afterEach(() => host.remove())

function find<Found extends HTMLElement>(selector: string): Found {
  const found = host.shadowRoot?.querySelector<Found>(selector)
  if (found == null) throw new Error(`no ${selector}`)
  return found
}
const text = () => find('[part=form]').textContent ?? ''
const labels = () =>
  [...(host.shadowRoot?.querySelectorAll('[part=label]') ?? [])].map((label) => label.textContent)
const submit = () => find<HTMLFormElement>('form').requestSubmit()

function type(name: string, value: string): void {
  const input = find<HTMLInputElement>(`[name="lead.${name}"]`)
  input.value = value
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
}
function click(selector: string): void {
  const control = find<HTMLInputElement>(selector)
  control.click()
}

describe('mountForm', () => {
  it('does not send while an answer is missing, but shows an error and focuses the field', () => {
    submit()
    expect(find('[role=alert]').textContent).toBe('Please check your answersE-mail – Please fill this in')
    const email = find<HTMLInputElement>('[name="lead.email"]')
    expect(host.shadowRoot?.activeElement).toBe(email)
    expect(email.getAttribute('aria-invalid')).toBe('true')
    expect(find(`[id="${email.getAttribute('aria-describedby')}"]`).textContent).toBe('Please fill this in')
    type('email', 'ada@firm.example')
    expect(find('[role=alert]').textContent).toBe('')
    expect(submissions()).toEqual([])
  })

  it('shows fields whose condition is met, and keeps answers when going back', () => {
    type('email', 'ada@firm.example')
    submit()
    expect(text()).toContain('Step 2 of 2')
    expect(labels()).toEqual(['Needs (optional)'])
    click('[part~=back]')
    expect(find<HTMLInputElement>('[name="lead.email"]').value).toBe('ada@firm.example')
    type('budget', '5000')
    submit()
    expect(labels()).toEqual(['When? (optional)', 'Needs (optional)'])
  })

  it('tracks the answers once', async () => {
    type('email', ' ada@firm.example ')
    type('budget', '5000')
    submit()
    click('[value=now]')
    click('[value=a]')
    click('[name="lead.consent"]')
    const form = find<HTMLFormElement>('form')
    form.requestSubmit()
    form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    expect(submissions()).toEqual([
      {
        form_id: 'demo',
        form_name: 'Demo',
        outcome: 'submitted',
        fields: {
          email: 'ada@firm.example',
          budget: 5000,
          list: 'spring',
          when: 'now',
          needs: ['a', 'b'],
          consent: true,
        },
        field_types: {
          email: 'email',
          budget: 'budget',
          list: 'hidden',
          when: 'radio',
          needs: 'multi-select',
          consent: 'consent',
        },
        consents: { consent: 'I agree' },
        language: '',
      },
    ])
    await vi.waitFor(() => expect(text()).toBe('Thank you!'))
  })

  it('tracks the first input with the name of its field', () => {
    type('company', 'F')
    type('company', 'Firm')
    expect(events.filter(([event]) => event === 'Form Started')).toEqual([
      ['Form Started', { form_id: 'demo', form_name: 'Demo', last_field: 'company' }],
    ])
  })

  it('tracks an abandoned form once, with its last field', () => {
    type('company', 'Firm')
    type('budget', '5')
    dispatchEvent(new Event('pagehide'))
    dispatchEvent(new Event('pagehide'))
    const ofThis = events.filter(([event]) => event === 'Form Abandoned')
    expect(ofThis).toEqual([['Form Abandoned', { form_id: 'demo', form_name: 'Demo', last_field: 'budget' }]])
  })

  it('sends the kind of a field by its autofill token', () => {
    type('email', 'ada@firm.example')
    type('company', 'Firm')
    submit()
    click('[name="lead.consent"]')
    submit()
    expect(submissions()[0]?.field_types).toMatchObject({ company: 'organization' })
  })

  it('starts again when it is mounted again', async () => {
    type('email', 'ada@firm.example')
    await mountForm(host, definition, { tracker })
    expect(find<HTMLInputElement>('[name="lead.email"]').value).toBe('')
    dispatchEvent(new Event('pagehide'))
    expect(events.map(([event]) => event)).not.toContain('Form Abandoned')
  })

  it('rejects an invalid definition', async () => {
    const broken = { id: 'x', fields: [{ type: 'text', name: 'a' }] } as unknown as FormDefinition
    await expect(mountForm(host, broken)).rejects.toThrow('fields[0].label must be a text')
  })
})

describe('without a tracker', () => {
  it('keeps the answers, shows that they were not sent, and lets the visitor try again', async () => {
    await mountForm(host, { id: 'x', fields: [{ type: 'text', name: 'a', label: 'A' }] })
    type('a', 'kept')
    submit()
    await vi.waitFor(() =>
      expect(text()).toContain('This could not be sent. Please try again, or contact us in another way.'),
    )
    expect(find<HTMLInputElement>('[name="lead.a"]').value).toBe('kept')
    Object.assign(window, { leadlight: tracker })
    submit()
    Reflect.deleteProperty(window, 'leadlight')
    await vi.waitFor(() => expect(text()).toBe('Thank you!'))
    expect(submissions()).toMatchObject([{ fields: { a: 'kept' } }])
  })
})
