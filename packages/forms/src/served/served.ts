import type { FormDefinition, FormSession } from '@leadlight/protocol'
import type { Deliver } from '../deliver.ts'
import type { FormTracker } from '../track-form.ts'
import { ask } from './ask.ts'
import { askOnly } from './ask-only.ts'
import { collectorOf } from './collector-of.ts'
import { createDelivery } from './create-delivery.ts'
import { setTrap } from './set-trap.ts'
import { takeOver } from './take-over.ts'

export { createDelivery } from './create-delivery.ts'

/**
 * What a form needs only when the collector serves it, or when no tracker accepts its answers: a file of its own, loaded on
 * demand.
 */

/** The element of a form, with the properties that its page may have set. */
export interface ServedElement extends HTMLElement {
  tracker?: FormTracker | undefined
  strings?: Readonly<Record<string, string>> | undefined
}

/** The type of `mountForm`, as far as it is used here. */
export type Mount = (
  element: HTMLElement,
  definition: FormDefinition,
  options: Pick<ServedElement, 'tracker' | 'strings'> & { deliver: Deliver },
) => Promise<void>

/** Fetches the form named by the element's attribute `form`, and draws it. Rejects when it cannot be fetched. */
export async function openForm(element: ServedElement, mount: Mount): Promise<void> {
  const { url, writeKey } = collectorOf(element)
  const address = `${url}v1/forms/${encodeURIComponent(element.getAttribute('form') ?? '')}`
  const reply = await ask<FormDefinition>(address)
  if (!('answer' in reply)) throw Error(reply.error)
  const { protect, progressive } = reply.answer
  const tracker = element.tracker ?? (window as { leadlight?: FormTracker }).leadlight
  const asked =
    (protect || progressive) &&
    (await ask<FormSession>(`${address}/session`, { writeKey, anonymousId: tracker?.anonymousId?.() }))
  const session = asked && 'answer' in asked ? asked.answer : undefined
  const definition = askOnly(reply.answer, session?.ask)
  const work =
    session?.work &&
    import('./solve-work.ts').then(({ solveWork }) => solveWork(session.work ?? {})).catch(() => undefined)
  // The page may have set a definition meanwhile.
  if (element.shadowRoot) return
  const delivery: { deliver?: Deliver } = {}
  const begun = takeOver(element, definition)
  await mount(element, begun.definition, {
    // A framework may set it later.
    get tracker() {
      return element.tracker
    },
    strings: element.strings,
    deliver: (...args) => delivery.deliver?.(...args) ?? Promise.resolve(false),
  })
  begun.refocus()
  delivery.deliver = createDelivery(element, definition, { session, work, trap: setTrap(element) })
}
