import { guard } from '../guard.ts'
import type { PluginHost, Properties } from '../plugin.ts'
import { describeForm } from './form-element.ts'

/** How long new forms wait to be looked for, in milliseconds: a page that builds itself changes many times. */
const SCAN_DELAY_MS = 300

/** Follows forms from being seen to being sent or left. */
export interface FormLife {
  /** Looks for forms in a document or shadow root, now and from now on. */
  observe(root: Document | ShadowRoot): void
  /** A visitor entered something into a field of the form. */
  touched(form: HTMLFormElement, field: string): void
  /** The form was sent; it cannot be left unsent any more. */
  sent(form: HTMLFormElement): void
}

/** Tells of forms that are seen, started and left unsent, each once a page view; `isWanted` says which forms. */
export function createFormLife(host: PluginHost, isWanted: (form: HTMLFormElement) => boolean): FormLife {
  const roots: (Document | ShadowRoot)[] = []
  /** What `Form Abandoned` would say of the forms started on this page view; undefined once sent. */
  const started = new Map<HTMLFormElement, Properties | undefined>()
  let seen = new WeakSet<Element>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const sight = new IntersectionObserver(
    guard((entries) => {
      for (const { isIntersecting, target } of entries) {
        const form = target as HTMLFormElement
        if (!isIntersecting || seen.has(form) || !isWanted(form)) continue
        seen.add(form)
        host.track('Form Viewed', describeForm(form))
      }
    }),
  )

  function scan(): void {
    timer = undefined
    for (const root of roots) for (const form of root.querySelectorAll('form')) sight.observe(form)
  }

  const growth = new MutationObserver(() => {
    if (!timer) timer = setTimeout(scan, SCAN_DELAY_MS)
  })

  function abandon(): void {
    for (const properties of started.values()) if (properties) host.track('Form Abandoned', properties)
    started.clear()
  }

  host.onHide((left) => {
    if (left) abandon()
  })
  host.onPageView(() => {
    abandon()
    seen = new WeakSet()
    sight.disconnect()
    scan()
  })
  host.signal.addEventListener('abort', () => {
    growth.disconnect()
    sight.disconnect()
  })

  return {
    observe(root) {
      roots.push(root)
      growth.observe(root, { childList: true, subtree: true })
      scan()
    },
    touched(form, field) {
      // Left after a change of page view, it still belongs to the one it was started on.
      const properties = { ...describeForm(form), last_field: field, page_view_id: host.pageView()?.id }
      if (!started.has(form)) host.track('Form Started', properties)
      else if (!started.get(form)) return
      started.set(form, properties)
    },
    sent: (form) => started.set(form, undefined),
  }
}
