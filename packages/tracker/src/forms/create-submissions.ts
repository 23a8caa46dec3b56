import type { FormOutcome, PluginHost, Properties, Release } from '../plugin.ts'
import { isForm, isShown } from './form-element.ts'
import { isRefused, mistakesIn } from './is-refused.ts'
import { createAnswerWatch, type WatchAnswers } from './watch-answers.ts'

/** Longest wait for a sign of success after a submission, in milliseconds. */
const OUTCOME_MS = 10_000

/** Time in which a second submission with the same values counts as a double click, in milliseconds. */
const REPEAT_MS = 2_000

/** Time in which a form may come back that the page has removed or hidden to show that it waits, in milliseconds. */
const LOADING_MS = 3_000

/** Time after a response in which another request may fail, or the page mark the form as refused, in milliseconds. */
const RENDER_MS = 1_000

/** The submissions of a page. The event of the latest one is held until its outcome is known. */
export interface Submissions {
  /** Reads a submitted form, and holds its event. */
  hold(form: Element, event?: Event): void
  /** Releases the latest submission; without an outcome, with the one inferred from requests. */
  settle(outcome?: FormOutcome | false): void
  /** Sets the outcome that the site tells of a form; unless it was just submitted, it is by this. */
  report(form: Element, outcome: FormOutcome): void
  /** Settles the latest submission after the page had time to show more, if it is of this form, which was reset. */
  reset(form: Element): void
  /** Settles the latest submission if the page shows what became of it, or does not in time. */
  check(forms: Set<Element>): void
  /** Whether the outcome of a submission of this form is not known yet. */
  isPending(form: Element): boolean
  /** Watches the requests of a window for answers. */
  watchAnswers: WatchAnswers
}

/**
 * Creates the submissions of a page. One that the page prevents is `submitted` if a sign of success follows (a response with 2xx, or
 * the form is reset, removed or hidden, or the page left), else `attempted`.
 *
 * @param describe the properties of a submission of a form
 * @param onSubmit called with the properties of each submission
 */
export function createSubmissions(
  host: PluginHost,
  describe: (form: Element) => Properties,
  onSubmit: (properties: Properties) => void,
): Submissions {
  /** The form of the latest submission, and below its event, time and content. */
  let sent: Element | undefined
  let sentBy: Event | undefined
  let sentAt = -Infinity
  let sentText = ''
  /** Whether it was in sight, and the mistakes that it showed. */
  let wasShown = false
  let mistakes: Element[] = []
  /** Whether it went out of sight. */
  let isGone = false
  /** Releases the latest submission; undefined once its outcome is known. */
  let release: Release | undefined
  /** Whether requests since then have succeeded, by address: of several to the same one, whether any has. */
  let answers: Record<string, boolean> = {}

  const watchAnswers = createAnswerWatch(
    host.signal,
    () => sentAt,
    (isSuccess, address) => {
      answers[address] ||= isSuccess
      conclude()
    },
  )

  const age = () => performance.now() - sentAt
  const isAnswered = (isSuccess: boolean) => Object.values(answers).includes(isSuccess)
  const showsRefusal = () => sent && isRefused(sent, mistakes)

  /** Settles the latest submission when the page has shown what it makes of the answer. */
  function conclude(isReset?: boolean): void {
    const current = sentAt
    setTimeout(() => {
      // If requests of both kinds were made, only what the page does with the form can tell.
      if (sentAt === current && (isReset || isAnswered(true) !== isAnswered(false)))
        settle(!isReset && showsRefusal() && 'attempted')
    }, RENDER_MS)
  }

  function settle(outcome?: FormOutcome | false): void {
    // A visitor whom the page tells of a mistake may give up and leave.
    outcome ||=
      !isAnswered(true) && sentBy?.defaultPrevented && (isAnswered(false) || showsRefusal())
        ? 'attempted'
        : 'submitted'
    // The visitor may retry with the same values at once.
    if (outcome === 'attempted') sentText = ''
    release?.({ outcome })
    release = undefined
  }

  function hold(form: Element, event?: Event): void {
    const properties = describe(form)
    const text = JSON.stringify(properties)
    // It is the same one after a double click, and when the page itself submits what it has held back, as for a captcha.
    if (text !== sentText || (!release && age() > REPEAT_MS)) {
      // Submitting the same form again means that the previous attempt failed; submitting another one, that it succeeded.
      settle(form === sent && 'attempted')
      onSubmit(properties)
      sent = form
      wasShown = isShown(form)
      answers = {}
      sentText = text
      isGone = false
      mistakes = mistakesIn(form)
      release = host.hold('Form Submitted', properties, { form: true })
    }
    sentBy = event
    sentAt = performance.now()
  }

  return {
    hold,
    settle,
    watchAnswers,
    isPending: (form) => form === sent && !!release,
    report(form, outcome) {
      if (form !== sent || !isForm(form) || age() > OUTCOME_MS) hold(form)
      settle(outcome)
    },
    reset(form) {
      if (form === sent) conclude(true)
    },
    check(forms) {
      if (sent && !isShown(sent)) isGone = true
      // The browser submitted it.
      if (sentBy?.isTrusted && !sentBy.defaultPrevented) settle()
      else if (release && wasShown && isGone && age() > LOADING_MS)
        // The page has removed or hidden the form; unless the same one stands there again, filled in as it was.
        settle(
          [...forms].some((form) => isShown(form) && JSON.stringify(describe(form)) === sentText) &&
            'attempted',
        )
      else if (age() > OUTCOME_MS) settle('attempted')
    },
  }
}
