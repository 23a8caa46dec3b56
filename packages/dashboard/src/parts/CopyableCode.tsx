import { useState } from 'preact/hooks'
import { useApp } from '../app-context.ts'

/** A piece of code with a button that copies it. */
export function CopyableCode({ text, label }: { text: string; label: string }) {
  const { announce } = useApp()
  const [done, setDone] = useState(false)
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setDone(true)
      announce('Copied')
    } catch {
      announce('The browser does not allow copying; select the text instead.')
    }
  }
  return (
    <div class="copy">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls horizontally, so it must be reachable by keyboard */}
      <section tabIndex={0} aria-label={label}>
        <code>{text}</code>
      </section>
      <button type="button" onClick={copy}>
        {done ? 'Copied' : 'Copy'}
      </button>
    </div>
  )
}
