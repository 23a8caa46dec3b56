import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { runNode } from '../leadlight-process.ts'
import { root } from '../source-tree.ts'

/** What frameworks do that render on a server: they load every module in Node, without a browser around. */

const program = `
import { createTracker, crossDomain, engagement, formCapture, links, pageViews, serverCookie } from '@leadlight/tracker'
import { followGoogleConsent, followTcf } from '@leadlight/tracker/consent'
import { debug } from '@leadlight/tracker/debug'
import { TrackerProvider, useConsent, usePageView, useTrack } from '@leadlight/tracker/react'
import { defineFormElement, LeadForm } from '@leadlight/forms'
import { h } from 'preact'
import { render } from 'preact-render-to-string'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'

const before = Object.keys(globalThis).join()
const makeTracker = () => createTracker({
  writeKey: 'wk',
  collector: () => { throw new Error('sent from a server') },
  plugins: [crossDomain({ domains: ['a.example'] }), serverCookie({ collector: '/ll' }), pageViews(), engagement(), formCapture(), links()],
})
const tracker = makeTracker()
tracker.page()
tracker.track('Demo Requested')
tracker.identify('u1')
tracker.consent('granted')
tracker.reset()
tracker.on('event', () => { throw new Error('tracked on a server') })
await tracker.flush()
followTcf(tracker)()
followGoogleConsent(tracker)()
debug(tracker)()

const Child = () => {
  useTrack()
  usePageView('/')
  return createElement('p', null, useConsent().active ? 'tracked' : 'not tracked')
}
for (const given of [makeTracker, tracker])
  console.log(renderToString(createElement(TrackerProvider, { tracker: given }, createElement(Child))))
defineFormElement()
console.log(render(h(LeadForm, { definition: { id: 'newsletter', fields: [] }, lang: 'de' })))
console.log(tracker.anonymousId(), before === Object.keys(globalThis).join())
`

it('all entries load, create a tracker and render on a server, without side effects', async () => {
  const { stdout, stderr, code } = await runNode(['--input-type=module', '--eval', program])
  expect(stderr).toBe('')
  expect(stdout.trim().split('\n')).toEqual([
    '<p>not tracked</p>',
    '<p>not tracked</p>',
    '<leadlight-form lang="de"></leadlight-form>',
    'undefined true',
  ])
  expect(code).toBe(0)
})

it('the hooks are marked for the browser in Next.js', () => {
  expect(readFileSync(`${root}packages/tracker/dist/react/index.js`, 'utf8')).toMatch(/^'use client'/)
})
