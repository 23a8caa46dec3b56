import type { ConsentMode } from './consent.ts'
import type { TrackedMessage } from './create-emitter.ts'
import { createTracker } from './create-tracker.ts'
import { engagement } from './engagement.ts'
import { formCapture } from './form-capture.ts'
import { guard } from './guard.ts'
import { links } from './links.ts'
import { pageViews } from './page-views.ts'
import type { Plugin } from './plugin.ts'
import type { Tracker } from './tracker.ts'

/**
 * Entry of `leadlight.js`: creates the tracker with all plugins from the attributes of the script tag, puts it on
 * `window.leadlight`, and makes the calls that are queued there. A second tag on the page does nothing.
 */

/** A call as `window.leadlight.push` takes it: the method's name, then its arguments. */
type Call = [method: keyof Tracker, ...args: never[]]
type Leadlight = Tracker & { push(...calls: Call[]): void }
/** The queue before the script is loaded: calls, and plugins of other scripts. */
type Waiting = Call[] & { plugins?: Plugin[] }

const page = window as { leadlight?: Leadlight | Waiting | Element }

/** What can wait does not run while the page loads, in milliseconds. */
const LATER_MS = 500

const start = (script: HTMLScriptElement) => {
  const waiting = page.leadlight
  if ((waiting as Partial<Tracker> | undefined)?.track) return
  const { dataset } = script
  const { writeKey = '', collector, consent, forms, cookieDomain } = dataset
  const tracker = createTracker({
    writeKey,
    collector: collector ?? new URL('.', script.src).href,
    consent: consent as ConsentMode | undefined,
    cookieDomain,
    plugins: [
      ...((waiting as Waiting | undefined)?.plugins ?? []),
      pageViews(),
      engagement(),
      formCapture({ mode: (forms ?? 'auto') as 'auto' | 'marked' | 'off' }),
      links(),
    ],
  })
  // Loaded for nobody but those who ask for it: the address, the tag, or an earlier page of this tab.
  const past: TrackedMessage[] = []
  const forget = tracker.on('event', (message) => past.push(message))
  // What a tab remembers is slow to read: not while the page loads, and not where nothing may be kept.
  setTimeout(
    guard(() => {
      if (
        /leadlight=debug/.test(location.search) ||
        dataset.debug != null ||
        (tracker.anonymousId() && consent !== 'cookieless' && sessionStorage.leadlight != null)
      )
        import('./debug/start-debug.ts')
          .then(({ startDebug }) => startDebug(tracker, past, dataset))
          .catch(() => {})
      else forget()
    }),
    LATER_MS,
  )
  /** Forms are drawn by a script of their own, beside this one, which pages without a form need not load. */
  const loadForms = () => {
    if (!document.querySelector('leadlight-form')) return
    clearInterval(timer)
    import('leadlight-forms.js').catch(() => {})
  }
  // An app may place a form at any time, whether it is tracked or not.
  const timer = setInterval(loadForms, LATER_MS)
  loadForms()
  const make = guard(([method, ...args]: Call) => (tracker[method] as (...args: unknown[]) => void)(...args))
  const push = (...calls: Call[]) => calls.forEach((call) => void make(call))
  page.leadlight = { ...tracker, push }
  if (Array.isArray(waiting)) push(...waiting)
}

/** Nothing tells the key or, of a script that was pasted into the page, the collector. */
const complain = () => console.error('Leadlight: no script tag')

guard(() => {
  // A module is not told its tag, nor is what an optimizer of scripts put elsewhere.
  const script = document.currentScript ?? document.querySelector('[data-write-key]')
  const begin = () => guard(start, complain)(script as HTMLScriptElement)
  // What carries visitors between domains adds itself to what waits, and must be there before the first page view.
  if ((script as HTMLScriptElement | null)?.dataset.linkDomains)
    import('./cross-domain/cross-domain-script.ts').catch(() => {}).then(begin)
  else begin()
})()
