import { useConsent } from '@leadlight/tracker/react'
import { useState } from 'react'

/** Asks whoever is not tracked; nothing is stored or sent before the yes. */
export function ConsentBanner() {
  const { active, decide } = useConsent()
  const [isAnswered, setIsAnswered] = useState(false)
  const answer = (decision: 'granted' | 'denied') => () => {
    decide(decision)
    setIsAnswered(true)
  }
  if (active)
    return (
      <p>
        You are being measured.{' '}
        <button type="button" onClick={answer('denied')}>
          Stop
        </button>
      </p>
    )
  if (isAnswered) return <p>You are not being measured.</p>
  return (
    <section aria-label="Consent">
      <p>May we measure what you read here?</p>
      <button type="button" onClick={answer('granted')}>
        Yes
      </button>
      <button type="button" onClick={answer('denied')}>
        No
      </button>
    </section>
  )
}
