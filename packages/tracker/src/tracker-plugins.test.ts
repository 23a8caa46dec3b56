import { expect, test } from 'vitest'
import { createWithHost, messages, settle } from './tracker.test.setup.ts'

test('plugins: page views, held events, the last chance to track', async () => {
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

test('a page view is told as its page shows itself within a second, or as it began when another follows', async () => {
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

test('a held event is told once, as it is sent; one that comes after a denial never', async () => {
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
