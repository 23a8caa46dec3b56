import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** A titled section of a view, which is a landmark. */
export function Card({
  title,
  aside,
  children,
}: {
  title: string
  /** A short fact opposite the title. */
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
