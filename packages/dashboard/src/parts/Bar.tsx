/** A bar filled to `share` (0–1); illustrates a number that is shown beside it as text. */
export function Bar({ share, tone = 'plain' }: { share: number; tone?: 'plain' | 'good' | 'bad' }) {
  const width = 100 * Math.min(1, Math.max(0, share))
  return (
    <svg class={`bar bar-${tone}`} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-track" width="100" height="6" />
      <rect class="bar-fill" width={width} height="6" />
    </svg>
  )
}
