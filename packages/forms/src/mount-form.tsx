import type { FormDefinition } from '@leadlight/protocol'
import { h, render } from 'preact'
import type { Deliver } from './deliver.ts'
import { createFormSession } from './form-session.ts'
import { loadStrings } from './strings/load-strings.ts'
import type { FormStrings } from './strings/strings.ts'
import { applyStyle } from './style.ts'
import { createTrackForm, type FormTracker } from './track-form.ts'
import { FormView } from './view/FormView.tsx'

/** Options of `mountForm`. */
export interface MountOptions {
  /** Receives the events; `window.leadlight` by default. May be set later. */
  tracker?: FormTracker | undefined
  /** Replacements for the form's built-in words. */
  strings?: Partial<FormStrings> | undefined
  /** Delivers the answers instead of the tracker; must not reject. */
  deliver?: Deliver | undefined
}

/**
 * Draws a form into the shadow root of `element`, which is created if necessary, or into a layer there. Its language is the
 * first supported one of the definition's, the element's, the page's and the browser's. Each event of the form is also
 * dispatched on `element`, as a `CustomEvent` of that name. Resolves when the form is drawn; rejects with an Error that names
 * the JSON path if the definition is invalid.
 */
export async function mountForm(
  element: HTMLElement,
  definition: FormDefinition,
  options: MountOptions = {},
): Promise<void> {
  const { strings, deliver } = options
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
  const {
    display,
    theme,
    language = element.closest<HTMLElement>('[lang]')?.lang ?? '',
  }: Partial<FormDefinition> = definition ?? {}
  // A part that cannot be loaded is left out: better a plain form than none.
  const [words, extras, presentation] = await Promise.all([
    loadStrings([language, ...navigator.languages]),
    import('./extras.ts').catch(() => undefined),
    (display || theme) && import('./display/present.ts').catch(() => undefined),
  ])
  extras?.requireDrawable(definition)
  const currentTracker = () => options.tracker ?? (window as { leadlight?: Partial<FormTracker> }).leadlight
  const track = createTrackForm(definition, element, currentTracker)
  const allWords = { ...words, ...strings }
  const session = createFormSession(definition, {
    words: allWords,
    page: window,
    track,
    extras,
    deliver:
      deliver ??
      (async (submission, track) => {
        if (track('Form Submitted', { ...submission, language })) return navigator.onLine ? 'sent' : 'kept'
        const { createDelivery } = await import('./served/served.ts')
        return createDelivery(element, definition)(submission, track)
      }),
    onChange(attention) {
      draw()
      if (attention !== undefined) place.querySelector<HTMLElement>(attention)?.focus()
    },
  })
  const draw = () => render(<FormView session={session} />, place)
  applyStyle(root)
  extras?.setDirection(element, root, language || words.locale)
  // Unmounts a form that was drawn here before.
  render(null, root)
  root.replaceChildren()
  const place = presentation?.present(element, root, definition, allWords, currentTracker) ?? root
  draw()
  const drawn = place.firstElementChild as Element
  // Not after another form was drawn in its place.
  addEventListener('pagehide', () => drawn.isConnected && session.leave())
  extras?.whenSeen(drawn, () => track('Form Viewed'))
}
