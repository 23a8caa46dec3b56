import type { TrackedMessage } from '../../create-emitter.ts'
import type { ExplainedForm } from '../create-form-explainer.ts'
import type { ExplainedState } from '../explain-state.ts'
import { drawForms } from './draw-forms.ts'
import { element } from './element.ts'
import { style } from './style.ts'

/** The panel for debugging. */
export interface Panel {
  addEvent(messageId: string, line: string, message: TrackedMessage): void
  /** Shows the delivery status of an event; ignores unknown ids, which are those of other pages. */
  markEvent(messageId: string, mark: string): void
  showProblem(line: string): void
  showState(state: ExplainedState): void
  showForms(forms: ExplainedForm[]): void
  remove(): void
}

/** Most events in the list. */
const MAX_EVENTS = 100

/**
 * Adds the panel to the page, in a shadow root, which separates its styles from the page's. It works under a strict
 * Content-Security-Policy, and is excluded from form capture.
 *
 * @param end called by its close button
 */
export function createPanel(end: () => void): Panel {
  const host = element('div', { 'data-leadlight': 'off', 'data-leadlight-debug': '' })
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style)
  root.adoptedStyleSheets = [sheet]

  const state = element('p', { class: 'state', role: 'status' })
  const problem = element('p', { class: 'problem', role: 'alert' })
  const events = element('ol', {})
  const forms = element('div')
  const withheld = element('ul')
  const withheldTitle = element('h3', {}, 'Removed from the address')
  const body = element(
    'div',
    { id: 'body', role: 'group', 'aria-label': 'What is captured', tabindex: '0' },
    ...[state, problem],
    ...[element('h3', {}, 'Events'), events],
    ...[element('h3', {}, 'Forms on this page'), forms],
    ...[withheldTitle, withheld],
  )
  const fold = element(
    'button',
    { type: 'button', 'aria-expanded': 'true', 'aria-controls': 'body' },
    'Collapse',
  )
  fold.addEventListener('click', () => {
    body.hidden = !body.hidden
    fold.textContent = body.hidden ? 'Expand' : 'Collapse'
    fold.ariaExpanded = `${!body.hidden}`
  })
  const close = element('button', { type: 'button' }, 'Close')
  close.addEventListener('click', end)
  root.append(
    element(
      'section',
      { 'aria-label': 'Leadlight debug' },
      element('header', {}, element('h2', {}, 'Leadlight debug'), fold, close),
      body,
    ),
  )
  const attach = () => document.body.append(host)
  if (document.body) attach()
  else document.addEventListener('DOMContentLoaded', attach)

  const marks = new Map<string, HTMLElement>()
  const drawn = new Map<HTMLElement, string>()
  /** Redraws an element only if its content has changed, so that selection and focus are kept. */
  const redraw = (target: HTMLElement, content: unknown, nodes: () => Node[]) => {
    const text = JSON.stringify(content)
    if (drawn.get(target) === text) return
    drawn.set(target, text)
    target.replaceChildren(...nodes())
  }

  return {
    addEvent(messageId, line, message) {
      const mark = element('span', { class: 'mark' }, 'waiting')
      const json = element('pre', {}, JSON.stringify(message, null, 2))
      events.prepend(
        element(
          'li',
          {},
          element(
            'details',
            {},
            element('summary', {}, `${message.timestamp.slice(11, 19)} ${line} `, mark),
            json,
          ),
        ),
      )
      marks.set(messageId, mark)
      if (events.childElementCount > MAX_EVENTS) events.lastElementChild?.remove()
    },
    markEvent(messageId, mark) {
      marks.get(messageId)?.replaceChildren(mark)
      marks.delete(messageId)
      if (mark === 'sent') problem.textContent = ''
    },
    showProblem(line) {
      problem.textContent = line
    },
    showState(now) {
      state.className = now.active ? 'state active' : 'state'
      redraw(state, now.text, () => [new Text(now.text)])
      withheldTitle.hidden = !now.withheld.length
      redraw(withheld, now.withheld, () => now.withheld.map((sentence) => element('li', {}, sentence)))
    },
    showForms: (explained) => redraw(forms, explained, () => drawForms(explained)),
    remove: () => host.remove(),
  }
}
