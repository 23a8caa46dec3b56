import type { FormDefinition } from '@leadlight/protocol'
import { type MountOptions, mountForm } from './mount-form.tsx'

/** `<leadlight-form>`; setting `definition` draws it, with the `tracker` and the `strings` that are set along with it. */
export interface FormElement extends HTMLElement, MountOptions {
  definition?: FormDefinition | undefined
}

/**
 * Defines `<leadlight-form>`, unless it is defined already. Its definition is the `definition` property or, without it, a
 * `<script type="application/json">` inside, or else what the collector has under the id in its attribute `form`. A broken
 * one leaves it as it is, and one message in the console. On a server it does nothing.
 */
export function defineFormElement(): void {
  const name = 'leadlight-form'
  const { customElements } = globalThis as Partial<typeof globalThis>
  if (!customElements || customElements.get(name)) return

  async function draw(element: FormElement, definition?: FormDefinition | string): Promise<void> {
    try {
      if (!definition) await (await import('./served/served.ts')).openForm(element, mountForm)
      else
        await mountForm(
          element,
          typeof definition === 'string' ? JSON.parse(definition) : definition,
          element,
        )
    } catch (error) {
      console.error(`${name}: ${error}`)
    }
  }

  // A custom element can only be made as a class.
  class LeadlightForm extends HTMLElement implements FormElement {
    declare tracker?: FormElement['tracker']
    declare strings?: FormElement['strings']

    set definition(definition: FormElement['definition']) {
      // The other properties may be set just after, and the element connected.
      queueMicrotask(() => definition && draw(this, definition))
    }

    connectedCallback(this: FormElement) {
      const begin = () => {
        // Set before the element was defined, it is still a plain property, which hides the setter.
        const { definition = this.querySelector('script[type="application/json"]')?.textContent } = this
        delete this.definition
        if ((definition || this.hasAttribute('form')) && !this.shadowRoot) draw(this, definition)
      }
      // What is inside may not have been parsed yet.
      if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin)
      else begin()
    }
  }
  // So that frameworks take them for properties.
  Object.assign(LeadlightForm.prototype, { tracker: undefined, strings: undefined })
  customElements.define(name, LeadlightForm)
}
