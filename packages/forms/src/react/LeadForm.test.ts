import { act, createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LeadForm, type LeadFormProps } from './LeadForm.ts'

const definition = (label: string) => ({
  id: 'x',
  fields: [{ type: 'text' as const, name: 'a', label, required: true }],
})

let box: HTMLElement
let root: Root

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  box = document.body.appendChild(document.createElement('div'))
  root = createRoot(box)
})
afterEach(() => {
  act(() => root.unmount())
  box.remove()
})

const show = (props: LeadFormProps) => act(() => root.render(createElement(LeadForm, props)))
const shadow = () => box.querySelector('leadlight-form')?.shadowRoot
const input = () =>
  vi.waitFor(() => {
    const found = shadow()?.querySelector<HTMLInputElement>('input')
    if (!found) throw new Error('no input yet')
    return found
  })
const label = () => shadow()?.querySelector('[part=label]')?.textContent

it('is redrawn when the content of its definition changes, not when only the object does', async () => {
  show({ definition: definition('One') })
  const first = await input()
  first.value = 'typed'
  show({ definition: definition('One'), className: 'wide' })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await input()).toBe(first)
  expect(box.querySelector('.wide')).not.toBeNull()
  show({ definition: definition('Two') })
  await vi.waitFor(() => expect(label()).toBe('Two'))
  expect((await input()).value).toBe('')
})

it('is another element when its form at the collector is another one, and still calls the listener', () => {
  // There is no collector here.
  const log = vi.spyOn(console, 'error').mockReturnValue()
  const onSubmitted = vi.fn()
  show({ form: 'one', onSubmitted })
  const first = box.querySelector('leadlight-form')
  show({ form: 'two', onSubmitted })
  const second = box.querySelector('leadlight-form')
  expect(second).not.toBe(first)
  expect(second?.getAttribute('form')).toBe('two')
  second?.dispatchEvent(new CustomEvent('Form Submitted', { detail: {} }))
  expect(onSubmitted).toHaveBeenCalledOnce()
  log.mockRestore()
})

it('passes the answers to its tracker, and calls the latest listener', async () => {
  const track = vi.fn()
  const [early, late] = [vi.fn(), vi.fn()]
  show({ definition: definition('One'), tracker: { track }, onSubmitted: early })
  ;(await input()).value = 'Ada'
  show({ definition: definition('One'), tracker: { track }, onSubmitted: late })
  ;(await input()).value = 'Ada'
  shadow()?.querySelector('form')?.requestSubmit()
  await vi.waitFor(() => expect(late).toHaveBeenCalledOnce())
  expect(late.mock.calls[0]?.[0]).toMatchObject({ form_id: 'x', fields: { a: 'Ada' } })
  expect(track).toHaveBeenCalledWith('Form Submitted', expect.anything())
  expect(early).not.toHaveBeenCalled()
})

it('posts the answers to its collector when nothing may be tracked', async () => {
  const receipt = { number: '1', text: null, links: [], download: null, problems: [] }
  const post = vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ success: true, receipt }))
  const onSubmitted = vi.fn()
  const tracker = { track: vi.fn(), anonymousId: () => undefined }
  const collector = 'https://leads.example/ll'
  show({ definition: definition('One'), tracker, collector, writeKey: 'wk_test', onSubmitted })
  ;(await input()).value = 'Ada'
  shadow()?.querySelector('form')?.requestSubmit()
  await vi.waitFor(() => expect(onSubmitted).toHaveBeenCalledOnce())
  const [url, init] = post.mock.calls[0] ?? []
  expect(url).toBe('https://leads.example/ll/v1/forms/x')
  expect(JSON.parse(`${init?.body}`)).toMatchObject({
    writeKey: 'wk_test',
    properties: { fields: { a: 'Ada' } },
  })
  expect(tracker.track).not.toHaveBeenCalled()
  post.mockRestore()
})

it('says what is missing when nothing may be tracked and its collector is unknown', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue()
  show({ definition: definition('One'), tracker: { track: vi.fn(), anonymousId: () => undefined } })
  ;(await input()).value = 'Ada'
  shadow()?.querySelector('form')?.requestSubmit()
  await vi.waitFor(() => expect(shadow()?.querySelector('[part=problems]')).not.toBeNull())
  expect(log.mock.calls.flat().join()).toContain('the address of the collector is unknown')
  expect((await input()).value).toBe('Ada')
  log.mockRestore()
})

it('finds the collector in the folder of the tracker’s script', async () => {
  const post = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('offline'))
  const log = vi.spyOn(console, 'error').mockReturnValue()
  const tag = document.createElement('script')
  tag.type = 'text/plain' // Not to be loaded here.
  tag.src = 'https://www.example.com/ll/leadlight.js'
  tag.dataset.writeKey = 'wk_tag'
  document.head.append(tag)
  show({ definition: definition('One') })
  ;(await input()).value = 'Ada'
  shadow()?.querySelector('form')?.requestSubmit()
  await vi.waitFor(() => expect(post).toHaveBeenCalled())
  expect(post.mock.calls[0]?.[0]).toBe('https://www.example.com/ll/v1/forms/x')
  tag.remove()
  for (const spy of [post, log]) spy.mockRestore()
})

it('is an empty element on a server', () => {
  const props = { form: 'newsletter', lang: 'de', collector: 'https://leads.example', writeKey: 'wk' }
  const html = renderToString(createElement(LeadForm, props))
  expect(html).toBe(
    '<leadlight-form form="newsletter" lang="de" collector="https://leads.example" write-key="wk"></leadlight-form>',
  )
})
