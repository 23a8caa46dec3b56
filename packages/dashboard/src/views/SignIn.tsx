import type { TargetedSubmitEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { createApi } from '../api.ts'
import { ApiError } from '../api-error.ts'
import { Logo } from '../parts/Logo.tsx'
import { everyLead } from '../router.ts'

/** Asks for the secret key, and signs in when the collector accepts it. */
export function SignIn({
  base,
  reason,
  onSignIn,
}: {
  base: string
  /** Why the user has to sign in again; empty on the first visit. */
  reason: string
  onSignIn: (secretKey: string) => void
}) {
  const [problem, setProblem] = useState(reason)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    document.title = 'Sign in · Leadlight'
    field.current?.focus()
  }, [])

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const secretKey = field.current?.value.trim() ?? ''
    setProblem('')
    if (secretKey === '') return complain('Enter the secret key.')
    if (!/^[\x21-\x7e]+$/.test(secretKey))
      return complain('A secret key holds only plain letters, digits and signs.')
    setBusy(true)
    try {
      await createApi({ base, secretKey }).leads(everyLead, { limit: 1 })
      onSignIn(secretKey)
    } catch (error) {
      setBusy(false)
      complain(explain(error))
    }
  }

  function complain(what: string): void {
    setProblem(what)
    field.current?.select()
    field.current?.focus()
  }

  return (
    <main class="sign-in">
      <form class="card" onSubmit={submit}>
        <h1>
          <Logo />
          Leadlight
        </h1>
        <p class="quiet">The leads of your website, ranked and explained.</p>
        <label for="secret-key">Secret key</label>
        <input
          id="secret-key"
          ref={field}
          type="password"
          autocomplete="current-password"
          spellcheck={false}
          aria-describedby="secret-key-help secret-key-problem"
          aria-invalid={problem !== ''}
        />
        <p id="secret-key-problem" class="problem" role="alert">
          {problem}
        </p>
        <button type="submit" class="primary" disabled={busy}>
          {busy ? 'Signing in…' : 'Sign in'}
        </button>
        <p id="secret-key-help" class="quiet">
          It starts with <code>sk_</code> and was printed when the server first started. It is kept in this
          tab until you close it.
        </p>
      </form>
    </main>
  )
}

function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return String(error)
  if (error.refused)
    return 'The collector does not accept this key. Check that it is the secret key, not the write key.'
  return `${error.message} Try again.`
}
