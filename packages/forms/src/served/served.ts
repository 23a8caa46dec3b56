import type { FormDefinition, FormSession } from '@leadlight/protocol'
import type { Deliver } from '../deliver.ts'
import type { FormTracker } from '../track-form.ts'
import { ask } from './ask.ts'
import { askOnly } from './ask-only.ts'
import { collectorOf } from './collector-of.ts'
import { createDelivery } from './create-delivery.ts'
import { setTrap } from './set-trap.ts'
import { takeOver } from './take-over.ts'

/**
 * What a form needs only when the collector serves it, or when there is no tracker to take its answers: a file of its own,
 * loaded beside the script.
 */

/** An element for a form, with what its page may have set. */
export interface ServedElement extends HTMLElement {
  tracker?: FormTracker | undefined
  strings?: Readonly<Record<string, string>> | undefined
}

/** Draws a form; `mountForm`. */
export type Mount = (
  element: HTMLElement,
  definition: FormDefinition,
  options: Pick<ServedElement, 'tracker' | 'strings'> & { deliver: Deliver },
) => Promise<void>

/** Fetches the form that the element names in its attribute `form`, and draws it; rejects when it cannot be had. */
export async function openForm(element: ServedElement, mount: Mount): Promise<void> {
  const { url, writeKey } = collectorOf(element)
  const address = `${url}v1/forms/${encodeURIComponent(element.getAttribute('form') ?? '')}`
  const said = await ask<FormDefinition>(address)
  if (!('answer' in said)) throw Error(said.error)
  const { protect, progressive } = said.answer
  const tracker = element.tracker ?? (window as { leadlight?: FormTracker }).leadlight
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
  const begun = takeOver(element, definition)
  await mount(element, begun.definition, {
    tracker: element.tracker,
    strings: element.strings,
    deliver: (...args) => delivery.deliver?.(...args) ?? Promise.resolve(false),
  })
  begun.refocus()
  delivery.deliver = createDelivery(element, definition, { session, work, trap: setTrap(element) })
}

/** Sends the answers of a form that its page defines. */
export function sendAlone(element: ServedElement, definition: FormDefinition): Deliver {
  return createDelivery(element, definition)
}
