import type { Grade as GradeName } from '@leadlight/protocol'
import { gradeMeaning } from '../words.ts'

/** A grade as a badge, coloured by its letter. */
export function Grade({ grade }: { grade: GradeName }) {
  return (
    <span class={`grade grade-${grade.charAt(0).toLowerCase()}`} title={gradeMeaning}>
      {grade}
    </span>
  )
}
