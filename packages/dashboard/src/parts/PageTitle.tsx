import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'

/** The heading of a view, which gets the focus after a navigation; also sets the document's title. */
export function PageTitle({ text, children }: { text: string; children?: ComponentChildren }) {
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
