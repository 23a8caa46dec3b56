import type { FormDefinition } from '@leadlight/protocol'
import type { FormStrings } from '../strings/strings.ts'
import type { FormTracker } from '../track-form.ts'
import { createLayer } from './create-layer.ts'
import { createMemory } from './memory.ts'
import { layerStyle, themeStyles } from './styles.ts'
import { whenDue } from './when-due.ts'

/**
 * Applies the theme of a form and, for a form with `display`, creates the layer that opens when a trigger fires. Loaded only for
 * such forms. Returns the element to draw the form into.
 *
 * @param tracker its `anonymousId` tells whether something may be stored on the device
 */
export function present(
  element: HTMLElement,
  root: ShadowRoot,
  { id, title, name = id, display, theme }: FormDefinition,
  { close }: FormStrings,
  tracker: () => Partial<FormTracker> | null | undefined,
): Element | ShadowRoot {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync((theme ? themeStyles[theme] : '') + (display ? layerStyle : ''))
  root.adoptedStyleSheets.push(sheet)
  if (!display) return root

  const memory = createMemory(id, display.frequency, () => Boolean(tracker()?.anonymousId?.()))
  const layer = createLayer(element, root, {
    as: display.as,
    label: title ?? name,
    close,
    onClose: memory.closed,
  })
  const waiting = new AbortController()
  const { signal } = waiting
  element.addEventListener('Form Submitted', () => {
    memory.submitted()
    waiting.abort()
  })
  document.addEventListener('click', ({ target }) => {
    const opener = target instanceof Element && target.closest<HTMLElement>('[data-leadlight-open]')
    if (opener && opener.dataset.leadlightOpen === id) layer.open(opener)
  })
  if (display.when && memory.mayOpen())
    whenDue(display.when, memory, element, signal, () => {
      waiting.abort()
      // Meanwhile it may have been shown or sent in another tab, or on a page that the visitor came back from.
      if (!memory.mayOpen()) return
      memory.opened()
      layer.open()
    })
  return layer.place
}
