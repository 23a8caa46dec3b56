import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mountForm } from './mount-form.tsx'

let host: HTMLElement
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'))
})
afterEach(() => {
  host.remove()
  document.documentElement.removeAttribute('dir')
  document.documentElement.removeAttribute('lang')
})
const fields = [{ type: 'email' as const, name: 'email', label: 'E-mail' }]
const turned = () =>
  host.shadowRoot?.adoptedStyleSheets.some((sheet) =>
    [...sheet.cssRules].some(({ cssText }) => cssText.includes('rtl')),
  )
const root = document.documentElement

describe('the direction of a form', () => {
  it.each([
    ['of the page', () => (root.lang = 'ar-EG'), {}],
    ['of the form', () => (root.lang = 'en'), { language: 'ar' }],
    ['that it does not speak itself', () => (root.lang = 'he'), {}],
  ])('follows from the language %s', async (_, set, more) => {
    set()
    await mountForm(host, { id: 'x', fields, ...more })
    expect(turned()).toBe(true)
  })

  it('follows the page if it sets one, and does not change for other languages', async () => {
    root.lang = 'ar'
    root.dir = 'ltr'
    await mountForm(host, { id: 'x', fields })
    expect(turned()).toBe(false)
    root.removeAttribute('dir')
    root.lang = 'arn'
    await mountForm(host, { id: 'x', fields })
    expect(turned()).toBe(false)
  })

  it('sets the language of the form, for screen readers', async () => {
    await mountForm(host, { id: 'x', fields, language: 'ar' })
    const form = host.shadowRoot?.querySelector('[part=form]')
    expect(form?.getAttribute('lang')).toBe('ar')
    expect(form?.querySelector('[type=submit]')?.textContent).toBe('إرسال')
  })
})
