import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** A titled part of a view, a landmark of its own. */
export function Card({
  title,
  aside,
  children,
}: {
  title: string
  /** A short fact that stands across from the title. */
  aside?: ComponentChildren
  children: ComponentChildren
}) {
  const id = useId()
  return (
    <section class="card" aria-labelledby={id}>
      <header class="card-head">
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}
