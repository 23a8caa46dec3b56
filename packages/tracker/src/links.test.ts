import { afterEach, beforeEach, expect, test } from 'vitest'
import { links } from './links.ts'
import type { Properties } from './plugin.ts'
import { createRecordingHost, type RecordingHost } from './plugin-host.test.setup.ts'

// Prevents navigation in happy-dom.
const { happyDOM } = window as unknown as { happyDOM: { settings: { navigation: object } } }
Object.assign(happyDOM.settings.navigation, {
  disableMainFrameNavigation: true,
  disableFallbackToSetURL: true,
})

let page: RecordingHost
let clicks: Properties[]

beforeEach(() => {
  clicks = []
  history.replaceState(null, '', 'http://localhost:3000/blog/')
  page = createRecordingHost({
    track: (event, properties) => {
      expect(event).toBe('Link Clicked')
      clicks.push(properties)
    },
  })
  links()(page.host)
})
afterEach(() => page.stop())

function click(html: string, init: MouseEventInit = {}, selector = '[data-here]'): Event {
  document.body.innerHTML = html
  const target = document.querySelector(selector) ?? document.body.firstElementChild
  const event = new MouseEvent(init.button ? 'auxclick' : 'click', {
    bubbles: true,
    composed: true,
    cancelable: true,
    ...init,
  })
  target?.dispatchEvent(event)
  return event
}

test.each([
  ['<a href="https://other.example/x?token=1">Partner</a>', 'outbound', 'https://other.example/x', 'Partner'],
  [
    '<a href="https://other.example/"><b data-here>Bold</b></a>',
    'outbound',
    'https://other.example/',
    'Bold',
  ],
  ['<a href="paper.pdf">Paper</a>', 'download', 'http://localhost:3000/blog/paper.pdf', 'Paper'],
  ['<a href="https://cdn.example/a.zip">Zip</a>', 'download', 'https://cdn.example/a.zip', 'Zip'],
  ['<a href="/data" download>Data</a>', 'download', 'http://localhost:3000/data', 'Data'],
  ['<a href="data:text/csv,ada@example.com" download>Export</a>', 'download', 'data:', 'Export'],
  ['<a href="blob:https://site.example/123" download>Export</a>', 'download', 'blob:', 'Export'],
  ['<a href="javascript:void(0)" data-leadlight-event="Opened">Open</a>', 'event', 'javascript:', 'Opened'],
  [
    '<svg><a href="https://other.example/x?token=1"><text data-here>Map</text></a></svg>',
    'outbound',
    'https://other.example/x',
    'Map',
  ],
  ['<a href="tel:+4930123">Call</a>', 'tel', 'tel:+4930123', 'Call'],
  [
    '<a href="mailto:sales@site.example?subject=Hi">Write</a>',
    'mailto',
    'mailto:sales@site.example',
    'Write',
  ],
  ['<button data-leadlight-event="Demo Opened">Open</button>', 'event', '', 'Demo Opened'],
  [
    '<div data-leadlight-event><a href="/x" data-here>Inside</a></div>',
    'event',
    'http://localhost:3000/x',
    'Inside',
  ],
])('%s', (html, kind, href, text) => {
  click(html)
  expect(clicks).toEqual([{ kind, href, text }])
})

test.each([
  '<a href="/pricing">Pricing</a>',
  '<a href="https://[">Wrong</a>',
  '<a href="#part">Part</a>',
  '<p>Text</p>',
  '<a>No link</a>',
])('nothing of note: %s', (html) => {
  click(html)
  expect(clicks).toEqual([])
})

test('tracks clicks with the middle button, but not with the secondary one', () => {
  click('<a href="https://other.example/">Partner</a>', { button: 1 })
  click('<a href="https://other.example/">Partner</a>', { button: 2 })
  expect(clicks).toHaveLength(1)
})

test('tracks a link in an open shadow root', () => {
  document.body.innerHTML = '<div></div>'
  const root = document.querySelector('div')?.attachShadow({ mode: 'open' })
  if (root) root.innerHTML = '<a href="https://other.example/">Partner</a>'
  root?.querySelector('a')?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
  expect(clicks).toHaveLength(1)
})

test('removes e-mail addresses from the text of a link', () => {
  click('<a href="https://other.example/">Signed in as jane@example.com</a>')
  expect(clicks[0]?.text).toBe('Signed in as ')
})
