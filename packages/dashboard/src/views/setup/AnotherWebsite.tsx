import type { TargetedSubmitEvent } from 'preact'
import { useId, useState } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { useAction } from '../../use-action.ts'
import { siteAt } from './site-at.ts'
import { useMadeKeys } from './use-made-keys.ts'

/** Makes a write key for another website, which only its pages may use. */
export function AnotherWebsite({ onMade }: { onMade: (hint: string) => void }) {
  const { api, announce } = useApp()
  const { remember } = useMadeKeys()
  const [made, setMade] = useState('')
  const { busy, problem, setProblem, run } = useAction()
  const field = useId()

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    const website = siteAt(String(new FormData(form).get('address') ?? ''))
    setMade('')
    if (website === null) return setProblem('Enter the address of the website, like https://www.example.com.')
    await run(async () => {
      const { key, hint } = await api.makeWriteKey(website)
      remember(hint, key)
      form.reset()
      onMade(hint)
      setMade(
        `The line above is for ${website.origins.join(' and ')} now. Copy it: the key is shown only once.`,
      )
      announce('A write key was made')
    })
  }

  return (
    <details class="another">
      <summary>Add a website with a write key of its own</summary>
      <form onSubmit={submit}>
        <label for={field}>Address of the website</label>
        <span class="with-button">
          <input
            id={field}
            name="address"
            type="text"
            inputMode="url"
            maxLength={300}
            autocomplete="url"
            placeholder="https://www.example.com"
            aria-describedby={`${field}-problem`}
          />
          <button type="submit" disabled={busy}>
            Make a key
          </button>
        </span>
        <p id={`${field}-problem`} class="problem" role="alert">
          {problem}
        </p>
        {made && <p>{made}</p>}
      </form>
    </details>
  )
}
