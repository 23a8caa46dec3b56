import type { FormDefinition, FormSession } from '@leadlight/protocol'
import type { FormElement } from '../define-form-element.ts'
import type { Deliver } from '../form-session.ts'
import type { mountForm } from '../mount-form.tsx'
import { ask } from './ask.ts'
import { askOnly } from './ask-only.ts'
import { collectorOf } from './collector-of.ts'
import { createDelivery } from './create-delivery.ts'
import { setTrap } from './set-trap.ts'

/**
 * What a form needs only when the collector serves it, or when there is no tracker to take its answers: a file of its own,
 * loaded beside the script.
 */

/** Fetches the form that the element names in its attribute `form`, and draws it; rejects when it cannot be had. */
export async function openForm(element: FormElement, mount: typeof mountForm): Promise<void> {
  const { url, writeKey } = collectorOf(element)
  const address = `${url}v1/forms/${encodeURIComponent(element.getAttribute('form') ?? '')}`
  const said = await ask<FormDefinition>(address)
  if (!('answer' in said)) throw Error(said.error)
  const { protect, progressive } = said.answer
  const tracker = element.tracker ?? (window as { leadlight?: FormElement['tracker'] }).leadlight
  const asked =
    (protect || progressive) &&
    (await ask<FormSession>(`${address}/session`, { writeKey, anonymousId: tracker?.anonymousId?.() }))
  const session = asked && 'answer' in asked ? asked.answer : undefined
  const definition = askOnly(said.answer, session?.ask)
  const work =
    session?.work &&
    import('./solve-work.ts').then(({ solveWork }) => solveWork(session.work ?? {})).catch(() => undefined)
  // It may have been given another definition meanwhile.
  if (element.shadowRoot) return
  const delivery: { deliver?: Deliver } = {}
  await mount(element, definition, {
    tracker: element.tracker,
    strings: element.strings,
    deliver: (...args) => delivery.deliver?.(...args) ?? Promise.resolve(false),
  })
  delivery.deliver = createDelivery(element, definition, { session, work, trap: setTrap(element) })
}

/** Sends the answers of a form that its page defines. */
export function sendAlone(element: FormElement | Element, definition: FormDefinition): Deliver {
  return createDelivery(element, definition)
}
