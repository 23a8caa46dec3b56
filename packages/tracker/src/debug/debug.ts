import type { TrackedMessage } from '../create-emitter.ts'
import { guard } from '../guard.ts'
import type { Tracker } from '../tracker.ts'
import { createFormExplainer } from './create-form-explainer.ts'
import { describeError } from './describe-error.ts'
import { describeMessage } from './describe-message.ts'
import { explainState } from './explain-state.ts'
import { createPanel } from './panel/create-panel.ts'

/** How to look on. */
export interface DebugOptions {
  /** Lines in the console; true unless given. */
  console?: boolean
  /** The panel on the page; true unless given. */
  panel?: boolean
  /** As given to `formCapture`, so that the panel says what it does. */
  forms?: { mode?: 'auto' | 'marked' | 'off'; allow?: readonly string[] }
  /** What the tracker made before. */
  past?: readonly TrackedMessage[]
  /** Called by the button that ends it. */
  onEnd?: () => void
}

/** How often the panel looks at the page, in milliseconds. */
const GLANCE_MS = 500

/**
 * Shows what a tracker does: every event as a readable line in the console, and a panel on the page that tells what is captured,
 * what is withheld, and why. It changes nothing of what is sent. Does nothing on a server.
 *
 * @returns ends it
 */
export function debug(tracker: Pick<Tracker, 'on' | 'anonymousId'>, options: DebugOptions = {}): () => void {
  if (typeof document === 'undefined') return () => {}
  const print = (options.console ?? true) ? console : undefined
  const end = () => {
    for (const stop of stops) stop()
    panel?.remove()
    options.onEnd?.()
  }
  const panel = (options.panel ?? true) ? createPanel(end) : undefined

  const seeEvent = (message: TrackedMessage) => {
    const line = describeMessage(message)
    print?.info(`Leadlight · ${line}`, message)
    panel?.addEvent(message.messageId, line, message)
  }
  options.past?.forEach(seeEvent)
  const stops = [
    tracker.on('event', seeEvent),
    tracker.on('sent', (message) => {
      print?.debug(`Leadlight · sent: ${describeMessage(message)}`)
      panel?.markEvent(message.messageId, 'sent')
    }),
    tracker.on('dropped', (message, reason) => {
      const why = reason === 'full' ? 'the outbox is full' : `refused by the collector (${reason})`
      print?.warn(`Leadlight · given up, ${why}: ${describeMessage(message)}`, message)
      panel?.markEvent(message.messageId, `given up: ${why}`)
    }),
    tracker.on('error', (error) => {
      const line = describeError(error)
      print?.warn(`Leadlight · ${line}`, error.cause ?? '')
      panel?.showProblem(line)
    }),
  ]

  const explainForms = createFormExplainer(options.forms)
  let state = ''
  const glance = () => {
    const now = explainState(tracker)
    if (now.text !== state) print?.info(`Leadlight · ${now.text}`)
    state = now.text
    panel?.showState(now)
    panel?.showForms(explainForms())
  }
  guard(glance)()
  const timer = setInterval(guard(glance), GLANCE_MS)
  stops.push(() => clearInterval(timer))
  return end
}
