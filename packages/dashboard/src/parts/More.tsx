/** The foot of a list: how many items are shown, and a button for more. */
export function More({
  shown,
  more,
  label,
  onMore,
}: {
  shown: string
  /** Whether there are more items. */
  more: boolean
  label: string
  onMore: () => void
}) {
  return (
    <div class="more">
      <span class="quiet">{shown}</span>
      {more && (
        <button type="button" onClick={onMore}>
          {label}
        </button>
      )}
    </div>
  )
}
