import { useApp } from '../app-context.ts'
import { Bar } from './Bar.tsx'
import { Cell } from './Table.tsx'

/** A cell with a count, and with a bar when `share`, from 0 to 1, is given. */
export function CountCell({ label, count, share }: { label: string; count: number; share?: number }) {
  const { format } = useApp()
  const text = format.count(count)
  return (
    <Cell label={label} number>
      {share === undefined ? (
        text
      ) : (
        <span class="score">
          <span>{text}</span>
          <Bar share={share} />
        </span>
      )}
    </Cell>
  )
}
