import type { FormDefinition } from '@leadlight/protocol'
import { type MountOptions, mountForm } from './mount-form.tsx'

/** A `<leadlight-form>`. Setting `definition` draws it, with the `tracker` and `strings` set in the same task. */
export interface FormElement extends HTMLElement, MountOptions {
  definition?: FormDefinition | undefined
}

/**
 * Defines `<leadlight-form>`, unless it is defined already. The form's definition is the `definition` property, or a
 * `<script type="application/json">` inside the element, or else the collector's form whose id is the attribute `form`. An
 * invalid definition leaves the element unchanged and is reported in the console. Does nothing on a server.
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

  // The platform requires a class.
  class LeadlightForm extends HTMLElement implements FormElement {
    declare tracker?: FormElement['tracker']
    declare strings?: FormElement['strings']

    /** One after another: the words of an earlier one may take longer to load. */
    #drawn = Promise.resolve()
    #content?: string

    #draw(definition: FormDefinition | string): void {
      const content = JSON.stringify([definition, this.strings])
      // Frameworks set equal definitions again, which must not empty the fields.
      if (content !== this.#content) this.#drawn = this.#drawn.then(() => draw(this, definition))
      this.#content = content
    }

    set definition(definition: FormElement['definition']) {
      // Wait, because the other properties may be set, and the element connected, in the same task.
      queueMicrotask(() => definition && this.#draw(definition))
    }

    connectedCallback() {
      const begin = () => {
        // A definition set before the element was defined is an own property, which shadows the setter.
        const { definition = this.querySelector('script[type="application/json"]')?.textContent } = this
        delete (this as FormElement).definition
        if (this.shadowRoot) return
        if (definition) this.#draw(definition)
        else if (this.hasAttribute('form')) draw(this)
      }
      // The element's children may not have been parsed yet.
      if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin)
      else begin()
    }
  }
  // Frameworks look for a property on the prototype to decide between property and attribute.
  Object.assign(LeadlightForm.prototype, { tracker: undefined, strings: undefined })
  customElements.define(name, LeadlightForm)
}
