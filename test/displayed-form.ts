import type { Locator } from 'playwright-core'
import { type CapturePage, formElement, openCapturePages } from './capture-page.ts'

/** A form that subscribes to a letter. */
export const letter = {
  id: 'letter',
  title: 'One letter a month',
  fields: [{ type: 'email', name: 'email', label: 'E-mail', required: true }],
  success: { message: 'Welcome!' },
}

/** The body of a page that is much higher than the window. */
export const long = `<p><a href="#end">Read on</a></p>${'<p>And so on.</p>'.repeat(150)}<p id="end">End`

/** Pages that show the letter in one of its displays. */
export interface DisplayedForm {
  open(): CapturePage
  /** Opens a page with the letter displayed like this, and locates it. */
  visit(display: object, body?: string, path?: string, more?: object): Promise<Locator>
  /** Waits until the clock that opens forms has ticked twice. */
  aWhile(): Promise<void>
}

/** Opens a page before each test of the file that calls it. */
export function displayedForm(): DisplayedForm {
  const open = openCapturePages()
  return {
    open,
    async visit(display, body = long, path = '/page', more = {}) {
      const { page, site } = open()
      const form = formElement({ ...letter, display, ...more })
      await page.goto(site.page(path, `${form}<main>${body}</main>`))
      await page.waitForFunction(() =>
        document.querySelector('leadlight-form')?.shadowRoot?.querySelector('form'),
      )
      return page.getByRole('dialog', { name: letter.title })
    },
    aWhile: () => open().page.waitForTimeout(2_300),
  }
}
