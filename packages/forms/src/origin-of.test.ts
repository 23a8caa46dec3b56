import { afterEach, beforeEach, expect, it } from 'vitest'
import { mountForm } from './mount-form.tsx'

let host: HTMLElement
const sent: Readonly<Record<string, unknown>>[] = []
beforeEach(() => {
  sent.length = 0
  host = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  host.remove()
  history.replaceState(null, '', '/')
})

it('hidden fields take their values from the page, or else their defaults, and conditions see them', async () => {
  history.replaceState(null, '', '/offer?utm_campaign=may&token=x#top')
  const tracker = { track: (_: string, properties: (typeof sent)[number]) => sent.push(properties) }
  await mountForm(
    host,
    {
      id: 'x',
      fields: [
        { type: 'hidden', name: 'ad', source: 'utm_campaign', default: 'none' },
        { type: 'hidden', name: 'term', source: 'utm_term', default: 'none' },
        { type: 'hidden', name: 'where', source: 'page' },
        { type: 'hidden', name: 'before', source: 'referrer' },
        { type: 'text', name: 'offer', label: 'Which?', showIf: { field: 'ad', is: 'may' } },
      ],
    },
    { tracker },
  )
  expect(host.shadowRoot?.querySelector('[name="lead.offer"]')).not.toBeNull()
  host.shadowRoot?.querySelector('form')?.requestSubmit()
  const where = `${location.origin}/offer`
  expect(sent.at(-1)?.fields).toEqual({ ad: 'may', term: 'none', where })
})
