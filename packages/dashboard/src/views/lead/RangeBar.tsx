/** A score within its possible range; illustrates numbers that are shown beside it as text. */
export function RangeBar({ score, min, max }: { score: number; min: number; max: number }) {
  const low = Math.min(0, min)
  const width = Math.max(1, max - low)
  const place = (points: number) => (100 * (points - low)) / width
  return (
    <svg class="bar bar-range" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-track" width="100" height="6" />
      <rect class="bar-fill" x={place(min)} width={place(max) - place(min)} height="6" />
      <rect class="bar-now" x={Math.min(99, Math.max(0, place(score) - 0.5))} width="1" height="6" />
    </svg>
  )
}
