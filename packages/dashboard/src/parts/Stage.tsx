import type { Stage as StageName } from '@leadlight/protocol'
import { stageNames, stageWords } from '../words.ts'

const steps: readonly StageName[] = stageNames.filter((name) => name !== 'disqualified')

/** A stage in words, with a dot for each stage reached. */
export function Stage({ stage }: { stage: StageName }) {
  const reached = steps.indexOf(stage)
  return (
    <span class={`stage stage-${stage}`}>
      <svg class="stage-dots" viewBox="0 0 46 6" aria-hidden="true">
        {steps.map((name, step) => (
          <circle key={name} class={step <= reached ? 'dot-on' : 'dot-off'} cx={3 + step * 10} cy="3" r="3" />
        ))}
      </svg>
      {stageWords[stage]}
    </span>
  )
}
