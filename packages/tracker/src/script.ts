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
 * Entry of `leadlight.js`: creates a tracker with all plugins from the attributes of the script tag, assigns it to `window.leadlight`,
 * and executes the calls that are queued there. A second tag on the page does nothing.
 */

/** A queued call, as passed to `window.leadlight.push`: the method's name, then its arguments. */
type Call = [method: keyof Tracker, ...args: never[]]
type Leadlight = Tracker & { push(...calls: Call[]): void }
/** `window.leadlight` before the script is loaded: queued calls, and plugins of other scripts. */
type Queue = Call[] & { plugins?: Plugin[] }

const page = window as { leadlight?: Leadlight | Queue | Element }

/** Delay of work that need not slow down the loading of the page, in milliseconds. */
const DELAY_MS = 500

const start = (script: HTMLScriptElement) => {
  const queue = page.leadlight
  if ((queue as Partial<Tracker> | undefined)?.track) return
  const { dataset } = script
  const { writeKey = '', collector, consent, forms, cookieDomain } = dataset
  const tracker = createTracker({
    writeKey,
    collector: collector ?? new URL('.', script.src).href,
    consent: consent as ConsentMode | undefined,
    cookieDomain,
    plugins: [
      ...((queue as Queue | undefined)?.plugins ?? []),
      pageViews(),
      engagement(),
      formCapture({ mode: (forms ?? 'auto') as 'auto' | 'marked' | 'off' }),
      links(),
    ],
  })
  loadDebug(tracker, dataset)
  loadForms()
  const execute = guard(([method, ...args]: Call) =>
    (tracker[method] as (...args: unknown[]) => void)(...args),
  )
  const push = (...calls: Call[]) => calls.forEach((call) => void execute(call))
  page.leadlight = { ...tracker, push }
  if (Array.isArray(queue)) push(...queue)
}

/** Fetches the panel for debugging if the address, the tag or an earlier page of this tab asks for it. */
function loadDebug(tracker: Tracker, dataset: DOMStringMap): void {
  const past: TrackedMessage[] = []
  const stop = tracker.on('event', (message) => past.push(message))
  // Later and seldom, because sessionStorage is slow to read; never in cookieless mode or without consent.
  setTimeout(
    guard(() => {
      if (
        /leadlight=debug/.test(location.search) ||
        dataset.debug != null ||
        (tracker.anonymousId() &&
          dataset.consent !== 'cookieless' &&
          localStorage['leadlight-debug'] &&
          sessionStorage.leadlight)
      )
        import('./debug/start-debug.ts')
          .then(({ startDebug }) => startDebug(tracker, past, dataset))
          .catch(() => {})
      else stop()
    }),
    DELAY_MS,
  )
}

/** Fetches the script of capture forms as soon as there is one on the page, with or without consent. */
function loadForms(): void {
  const check = () => {
    if (!document.querySelector('leadlight-form')) return
    clearInterval(timer)
    import('leadlight-forms.js').catch(() => {})
  }
  // An app may add a form at any time.
  const timer = setInterval(check, DELAY_MS)
  check()
}

/** Reports that there is no write key or, for a script that was copied into the page, no collector. */
const reportMissing = () => console.error('Leadlight: set data-write-key and data-collector')

guard(() => {
  // `currentScript` is null in a module, or when an optimizer has moved the script.
  const script = document.currentScript ?? document.querySelector('[data-write-key]')
  const begin = () => guard(start, reportMissing)(script as HTMLScriptElement)
  // The cross-domain plugin adds itself to the queue; it must take the visitor over before the first page view.
  if ((script as HTMLScriptElement | null)?.dataset.linkDomains)
    import('./cross-domain/cross-domain-script.ts').catch(() => {}).then(begin)
  else begin()
})()
