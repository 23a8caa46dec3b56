import type { ComponentChildren } from 'preact'

/** A numbered step, with a tick once it is done. */
export function Step({
  title,
  isDone,
  children,
}: {
  title: string
  isDone: boolean
  children: ComponentChildren
}) {
  return (
    <li class={isDone ? 'done' : undefined}>
      <h3>
        {title}
        {isDone && <span class="visually-hidden"> (done)</span>}
      </h3>
      {children}
    </li>
  )
}
