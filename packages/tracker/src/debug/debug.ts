import type { TrackedMessage } from '../create-emitter.ts'
import type { FormCaptureOptions } from '../form-capture.ts'
import { guard } from '../guard.ts'
import type { Tracker } from '../tracker.ts'
import { createFormExplainer } from './create-form-explainer.ts'
import { describeError } from './describe-error.ts'
import { describeMessage } from './describe-message.ts'
import { explainState } from './explain-state.ts'
import { createPanel } from './panel/create-panel.ts'

/** Options of `debug`. */
export interface DebugOptions {
  /** Whether to print to the console; true by default. */
  console?: boolean | undefined
  /** Whether to show the panel; true by default. */
  panel?: boolean | undefined
  /** The options of `formCapture`, so that the panel shows what it captures. */
  forms?: FormCaptureOptions | undefined
  /** Messages that the tracker created before. */
  past?: readonly TrackedMessage[] | undefined
  /** Called when debugging ends. */
  onEnd?: (() => void) | undefined
}

/** Interval at which the panel is updated, in milliseconds. */
const UPDATE_MS = 500

/**
 * Shows what a tracker does: prints each event as a readable line to the console, and shows a panel on the page with what is captured,
 * what is withheld, and why. It does not change what is sent. Does nothing on a server.
 *
 * @returns a function that ends it
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

  const showEvent = (message: TrackedMessage) => {
    const line = describeMessage(message)
    print?.info(`Leadlight · ${line}`, message)
    panel?.addEvent(message.messageId, line, message)
  }
  options.past?.forEach(showEvent)
  const stops = [
    tracker.on('event', showEvent),
    tracker.on('sent', (message) => {
      print?.debug(`Leadlight · sent: ${describeMessage(message)}`)
      panel?.markEvent(message.messageId, 'sent')
    }),
    tracker.on('dropped', (message, reason) => {
      const why = reason === 'full' ? 'the outbox is full' : `refused by the collector (${reason})`
      print?.warn(`Leadlight · dropped, ${why}: ${describeMessage(message)}`, message)
      panel?.markEvent(message.messageId, `dropped: ${why}`)
    }),
    tracker.on('error', (error) => {
      const line = describeError(error)
      print?.warn(`Leadlight · ${line}`, error.cause ?? '')
      panel?.showProblem(line)
    }),
  ]

  const explainForms = createFormExplainer(options.forms)
  let state = ''
  const update = () => {
    const now = explainState(tracker)
    if (now.text !== state) print?.info(`Leadlight · ${now.text}`)
    state = now.text
    panel?.showState(now)
    panel?.showForms(explainForms())
  }
  guard(update)()
  const timer = setInterval(guard(update), UPDATE_MS)
  stops.push(() => clearInterval(timer))
  return end
}
