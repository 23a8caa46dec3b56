import { createElement, hydrate, render } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { defineFormElement, type FormElement } from './define-form-element.ts'
import { LeadForm } from './LeadForm.ts'

const definition = (label: string) => ({ id: 'x', fields: [{ type: 'text' as const, name: 'a', label }] })
const asJson = (content: string) => `<script type="application/json">${content}</script>`

function place(inside = ''): FormElement {
  const element = document.createElement('leadlight-form')
  element.innerHTML = inside
  return document.body.appendChild(element)
}
const drawn = (element: Element | null) =>
  vi.waitFor(() => {
    const label = element?.shadowRoot?.querySelector('[part=label]')?.textContent
    expect(label).toBeDefined()
    return label
  })

beforeAll(() => {
  const early = place() as FormElement
  early.id = 'early'
  early.definition = definition('Set before')
  defineFormElement()
  defineFormElement()
})
afterEach(() => {
  for (const element of document.querySelectorAll('leadlight-form:not(#early)')) element.remove()
  vi.restoreAllMocks()
})

describe('<leadlight-form>', () => {
  it('draws the definition inside of the element', async () => {
    expect(await drawn(place(asJson(JSON.stringify(definition('Inside')))))).toBe('Inside (optional)')
  })

  it('draws a definition that was set before the element was defined', async () => {
    expect(await drawn(document.querySelector('#early'))).toBe('Set before (optional)')
  })

  it('draws a definition that is set later, with the strings that are set with it', async () => {
    const element = place()
    element.definition = definition('Later')
    element.strings = { optional: 'if you like' }
    expect(await drawn(element)).toBe('Later (if you like)')
    element.definition = definition('Other')
    await vi.waitFor(async () => expect(await drawn(element)).toBe('Other (if you like)'))
  })

  it('keeps what was typed when an equal definition is set again, as frameworks do', async () => {
    const element = place()
    element.definition = definition('Same')
    await drawn(element)
    const input = () => element.shadowRoot?.querySelector<HTMLInputElement>('input')
    const typed = input()
    element.definition = definition('Same')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(input()).toBe(typed)
    // Other strings are drawn, and so is another definition after which the first one returns.
    element.strings = { optional: 'if you like' }
    element.definition = definition('Same')
    await vi.waitFor(async () => expect(await drawn(element)).toBe('Same (if you like)'))
    element.definition = definition('Other')
    await vi.waitFor(async () => expect(await drawn(element)).toBe('Other (if you like)'))
    element.definition = definition('Same')
    await vi.waitFor(async () => expect(await drawn(element)).toBe('Same (if you like)'))
  })

  it('sends its events to the tracker that is set after it was drawn', async () => {
    const element = place()
    element.definition = definition('Tracked')
    await drawn(element)
    const track = vi.fn()
    element.tracker = { track }
    const input = element.shadowRoot?.querySelector('input')
    input?.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
    expect(track).toHaveBeenCalledWith('Form Started', expect.objectContaining({ form_id: 'x' }))
  })

  it('draws the definition that was set last, even if the words of an earlier one take longer to load', async () => {
    const element = place()
    element.definition = { ...definition('Hindi'), language: 'hi' }
    await Promise.resolve()
    element.definition = { ...definition('English'), language: 'en' }
    await drawn(element)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await drawn(element)).toBe('English (optional)')
  })

  it('does not change when it is moved', async () => {
    const element = place(asJson(JSON.stringify(definition('Inside'))))
    await drawn(element)
    const form = element.shadowRoot?.querySelector('form')
    document.body.prepend(element)
    await Promise.resolve()
    expect(element.shadowRoot?.querySelector('form')).toBe(form)
  })

  it.each([
    ['{ "id": ', 'leadlight-form: SyntaxError'],
    ['{ "id": "x", "fields": [{ "type": "text" }] }', 'leadlight-form: Error: fields[0].name must be a text'],
  ])('prints what is wrong with %s, and shows nothing', async (json, message) => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    const element = place(asJson(json))
    await vi.waitFor(() => expect(error).toHaveBeenCalledOnce())
    expect(error).toHaveBeenCalledWith(expect.stringContaining(message))
    expect(element.shadowRoot?.childNodes.length ?? 0).toBe(0)
  })
})

describe('LeadForm', () => {
  it('is a <leadlight-form> in a Preact tree', async () => {
    const tree = document.body.appendChild(document.createElement('div'))
    render(createElement(LeadForm, { definition: definition('Preact'), lang: 'de', class: 'wide' }), tree)
    const element = tree.querySelector('leadlight-form.wide')
    expect(await drawn(element)).toBe('Preact (freiwillig)')
    render(null, tree)
  })

  it('is drawn during hydration if a server rendered it', async () => {
    const tree = document.body.appendChild(document.createElement('div'))
    const form = () => createElement(LeadForm, { definition: definition('Hydrated'), lang: 'de' })
    tree.innerHTML = renderToString(form())
    expect(tree.innerHTML).toBe('<leadlight-form lang="de"></leadlight-form>')
    hydrate(form(), tree)
    expect(await drawn(tree.querySelector('leadlight-form'))).toBe('Hydrated (freiwillig)')
    render(null, tree)
  })

  it('keeps what was typed when it is rendered again with the same definition', async () => {
    const tree = document.body.appendChild(document.createElement('div'))
    const show = (label: string) =>
      render(createElement(LeadForm, { definition: definition(label), lang: 'de' }), tree)
    show('Once')
    const element = tree.querySelector('leadlight-form')
    await drawn(element)
    const input = element?.shadowRoot?.querySelector('input')
    show('Once')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(element?.shadowRoot?.querySelector('input')).toBe(input)
    show('Twice')
    await vi.waitFor(async () => expect(await drawn(element)).toBe('Twice (freiwillig)'))
    render(null, tree)
  })
})
