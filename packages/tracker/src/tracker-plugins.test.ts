import { expect, test } from 'vitest'
import { createWithHost, messages, settle } from './tracker.test.setup.ts'

test('plugins can listen to page views, hold events, and track as the page is left', async () => {
  const seen: string[] = []
  const { tracker, host } = createWithHost(({ onPageView, onHide, track }) => {
    onPageView(({ path }) => seen.push(`view ${path}`))
    onHide((left) => {
      seen.push(`hide ${left}`)
      track('Last', {})
    })
  })
  tracker.page({ path: '/custom' })
  const release = host.hold('Form Submitted', { form_id: 'f', fields: {} }, { form: true })
  await tracker.flush()
  expect(messages()).toHaveLength(1)
  release({ outcome: 'submitted' })
  release({ outcome: 'attempted' })
  window.dispatchEvent(new Event('pagehide'))
  await settle()
  expect(seen).toEqual(['view /custom', 'hide true'])
  expect(messages()).toMatchObject([
    { type: 'page' },
    {
      event: 'Form Submitted',
      properties: { page_view_id: host.pageView()?.id, form_id: 'f', outcome: 'submitted' },
    },
    { event: 'Last' },
  ])
})

test('sends a page view with its title after a second, or its first one if another page view follows', async () => {
  let kind = 'unknown'
  const { tracker, host } = createWithHost()
  const begin = (path: string) => host.page(() => ({ path, kind }))
  document.title = 'Before'
  begin('/hasty')
  begin('/late')
  document.title = 'Shown'
  kind = 'article'
  await tracker.flush()
  begin('/hidden')
  document.title = 'Hidden'
  window.dispatchEvent(new Event('pagehide'))
  await settle()
  const told = messages().map((message) => 'properties' in message && message.properties)
  expect(told).toMatchObject([
    { path: '/hasty', title: 'Before', kind: 'unknown' },
    { path: '/late', title: 'Shown', kind: 'article' },
    { path: '/hidden', title: 'Hidden', kind: 'article' },
  ])
})

test('notifies listeners of a held event once, when it is released, and of none after a denial', async () => {
  const { tracker, host } = createWithHost()
  const heard: unknown[] = []
  tracker.on('event', ({ properties }) => heard.push(properties?.outcome))
  const release = host.hold('Form Submitted', { outcome: 'open' }, { form: true })
  await settle()
  expect(heard).toEqual([])
  release({ outcome: 'submitted' })
  tracker.consent('denied')
  host.track('Too Late', {})
  await settle()
  expect(heard).toEqual(['submitted'])
})
