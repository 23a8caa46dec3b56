import type { FormDefinition } from '@leadlight/protocol'
import { type MountOptions, mountForm } from './mount-form.tsx'

/** `<leadlight-form>`; its properties are read once, just after it has come into the page. */
export interface FormElement extends HTMLElement, MountOptions {
  definition?: FormDefinition | undefined
}

/**
 * Defines `<leadlight-form>`, unless it is defined already. Its definition is the `definition` property or, without
 * it, a `<script type="application/json">` inside. A broken one leaves it empty and one message in the console.
 */
export function defineFormElement(): void {
  const name = 'leadlight-form'
  if (customElements.get(name) !== undefined) return

  // A custom element can only be made as a class.
  class LeadlightForm extends HTMLElement {
    connectedCallback(this: FormElement) {
      const begin = async () => {
        if (!this.isConnected || this.shadowRoot !== null) return
        try {
          await mountForm(this, this.definition ?? readInside(this), this)
        } catch (error) {
          console.error(`${name}: ${error}`)
        }
      }
      // What is inside may not have been parsed yet, and frameworks set properties just after.
      if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin)
      else queueMicrotask(begin)
    }
  }
  // Of the prototype, so that frameworks find them and what was set before stays.
  Object.assign(LeadlightForm.prototype, { definition: undefined, tracker: undefined, strings: undefined })
  customElements.define(name, LeadlightForm)
}

/** Checked no further than to be JSON: `mountForm` does the rest. */
function readInside(element: Element): FormDefinition {
  return JSON.parse(element.querySelector('script[type="application/json"]')?.textContent ?? 'null')
}
