import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'

/** The heading of a view; takes the focus when the view is gone to, and names the window. */
export function Title({ text, children }: { text: string; children?: ComponentChildren }) {
  useEffect(() => {
    document.title = `${text} · Leadlight`
  }, [text])
  return (
    <div class="title">
      <h1 tabIndex={-1} dir="auto">
        {text}
      </h1>
      {children}
    </div>
  )
}
