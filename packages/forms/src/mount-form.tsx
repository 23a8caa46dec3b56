import type { FormDefinition } from '@leadlight/protocol'
import { render } from 'preact'
import { createFormSession } from './form-session.ts'
import { requireDrawable } from './require-drawable.ts'
import { loadStrings } from './strings/load-strings.ts'
import type { FormStrings } from './strings/strings.ts'
import { dress } from './style.ts'
import { createTrackForm, type FormTracker } from './track-form.ts'
import { FormView } from './view/FormView.tsx'

/** How a form is mounted; everything may be left out. */
export interface MountOptions {
  /** Takes the events; `window.leadlight` unless given. */
  tracker?: FormTracker | undefined
  /** Words that take the place of the form's own. */
  strings?: Partial<FormStrings> | undefined
}

/**
 * Draws a form into the shadow root of `element`, which is made if need be. Its language is the first that it speaks of
 * the element's, the page's and the browser's. Resolves when the form is drawn, since words other than English have to be
 * loaded; rejects with an Error that names the place, as a JSON path, if the definition is broken.
 */
export async function mountForm(
  element: Element,
  definition: FormDefinition,
  { tracker, strings }: MountOptions = {},
): Promise<void> {
  requireDrawable(definition)
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
  const language = element.closest<HTMLElement>('[lang]')?.lang ?? ''
  const words = await loadStrings([language, ...navigator.languages])
  const track = createTrackForm(definition, tracker)
  const session = createFormSession(definition, {
    words: { ...words, ...strings },
    page: window,
    track,
    onChange(attention) {
      draw()
      if (attention !== undefined) root.querySelector<HTMLElement>(attention)?.focus()
    },
  })
  const draw = () => render(<FormView session={session} />, root)
  dress(root)
  // A form that stood here before goes with all it held.
  render(null, root)
  draw()
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    observer.disconnect()
    track('Form Viewed')
  }).observe(element)
}
