import type { ComponentChildren } from 'preact'

/** The foot of a list: how many items are shown, and a button for more. */
export function LoadMore({
  shown,
  more,
  label,
  onMore,
  children,
}: {
  shown: string
  /** Whether there are more items. */
  more: boolean
  label: string
  onMore: () => void
  /** What else can be done with the list. */
  children?: ComponentChildren
}) {
  return (
    <div class="more">
      <span class="quiet">{shown}</span>
      {more && (
        <button type="button" onClick={onMore}>
          {label}
        </button>
      )}
      {children}
    </div>
  )
}
