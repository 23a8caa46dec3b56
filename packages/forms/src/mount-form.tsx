import type { FormDefinition } from '@leadlight/protocol'
import { h, render } from 'preact'
import type { Deliver } from './deliver.ts'
import { createFormSession } from './form-session.ts'
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
  /** Takes the answers in place of the tracker; never rejects. */
  deliver?: Deliver | undefined
}

/**
 * Draws a form into the shadow root of `element`, which is made if need be, or into a layer there. Its language is the first
 * that it speaks of its own, the element's, the page's and the browser's. Each event of the form is dispatched on `element` too, as a
 * `CustomEvent` of that name. Resolves when the form is drawn, since some parts have to be loaded; rejects with an Error that
 * names the place, as a JSON path, if the definition is broken.
 */
export async function mountForm(
  element: HTMLElement,
  definition: FormDefinition,
  { tracker, strings, deliver }: MountOptions = {},
): Promise<void> {
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' })
  const {
    display,
    theme,
    language = element.closest<HTMLElement>('[lang]')?.lang ?? '',
  }: Partial<FormDefinition> = Object(definition)
  // What cannot be loaded is done without: better a plain form than none.
  const [words, aside, presentation] = await Promise.all([
    loadStrings([language, ...navigator.languages]),
    import('./aside.ts').catch(() => undefined),
    (display || theme) && import('./display/present.ts').catch(() => undefined),
  ])
  aside?.requireDrawable(definition)
  const taker = () => tracker ?? (globalThis as { leadlight?: Partial<FormTracker> }).leadlight
  const track = createTrackForm(definition, element, taker)
  const allWords = { ...words, ...strings }
  const session = createFormSession(definition, {
    words: allWords,
    page: window,
    track,
    aside,
    deliver:
      deliver ??
      (async (submission, track) => {
        if (track('Form Submitted', { ...submission, language })) return navigator.onLine ? 'sent' : 'kept'
        const { sendAlone } = await import('./served/served.ts')
        return sendAlone(element, definition)(submission, track)
      }),
    onChange(attention) {
      draw()
      if (attention !== undefined) place.querySelector<HTMLElement>(attention)?.focus()
    },
  })
  const draw = () => render(<FormView session={session} />, place)
  dress(root)
  aside?.turn(element, root, language || words.locale)
  // A form that stood here before goes with all it held.
  render(null, root)
  root.replaceChildren()
  const place = presentation?.present(element, root, definition, allWords, taker) ?? root
  draw()
  addEventListener('pagehide', () => element.isConnected && session.leave())
  aside?.whenSeen(place.firstElementChild as Element, () => track('Form Viewed'))
}
