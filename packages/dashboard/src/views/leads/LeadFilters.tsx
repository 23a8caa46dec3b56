import type { Grade, Stage } from '@leadlight/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { LeadFilter, LeadSort } from '../../api.ts'
import { useApp } from '../../app-context.ts'
import { navigate } from '../../router.ts'
import { useLive } from '../../use-live.ts'
import { gradeNames, stageNames, stageWords } from '../../words.ts'

const PAUSE_IN_TYPING_MS = 250

const sorts: { name: LeadSort; label: string }[] = [
  { name: '-score', label: 'Highest score' },
  { name: '-lastSeen', label: 'Last seen' },
  { name: '-firstSeen', label: 'Newest' },
  { name: 'score', label: 'Lowest score' },
  { name: 'lastSeen', label: 'Longest not seen' },
  { name: 'firstSeen', label: 'Oldest' },
]

/**
 * The controls for search, segment, stage, grade, owner and order. Their state is in the address, so that a filtered list can be
 * shared.
 */
export function LeadFilters({ filter }: { filter: LeadFilter }) {
  const { api } = useApp()
  const segments = useLive('segments', (signal) => api.segments(signal)).data ?? []
  const change = (part: Partial<LeadFilter>) =>
    navigate({ view: 'leads', filter: { ...filter, ...part } }, 'replace')
  const search = useSlowly(filter.q, (q) => change({ q }))

  return (
    <search class="filters">
      <label class="grow">
        <span>Search</span>
        <input
          type="search"
          maxLength={200}
          placeholder="Name, e-mail, company, phone"
          value={search.text}
          onInput={(event) => search.type(event.currentTarget.value)}
        />
      </label>
      {(segments.length > 0 || filter.segment !== '') && (
        <label>
          <span>Segment</span>
          <select value={filter.segment} onChange={(event) => change({ segment: event.currentTarget.value })}>
            <option value="">All</option>
            {withNamed(segments, filter.segment).map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span>Stage</span>
        <select
          value={filter.stage}
          onChange={(event) => change({ stage: event.currentTarget.value as Stage | '' })}
        >
          <option value="">All</option>
          {stageNames.map((name) => (
            <option key={name} value={name}>
              {stageWords[name]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Grade</span>
        <select
          value={filter.grade}
          onChange={(event) => change({ grade: event.currentTarget.value as Grade | '' })}
        >
          <option value="">All</option>
          {gradeNames.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {filter.owner !== '' && (
        <label>
          <span>Owner</span>
          <select value={filter.owner} onChange={(event) => change({ owner: event.currentTarget.value })}>
            <option value="">All</option>
            <option value={filter.owner}>{filter.owner}</option>
          </select>
        </label>
      )}
      <label>
        <span>Order</span>
        <select
          value={filter.sort}
          onChange={(event) => change({ sort: event.currentTarget.value as LeadSort })}
        >
          {sorts.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </search>
  )
}

/** The segments, and the one that is chosen, which may have been removed or not be loaded yet. */
function withNamed(
  segments: readonly { id: string; name: string }[],
  chosen: string,
): readonly { id: string; name: string }[] {
  const known = chosen === '' || segments.some(({ id }) => id === chosen)
  return known ? segments : [...segments, { id: chosen, name: chosen }]
}

/** Debounced text: passes it on when typing pauses, and follows `value` when that changes from outside. */
function useSlowly(value: string, onPause: (text: string) => void) {
  const [text, setText] = useState(value)
  const passedOn = useRef(value)
  const newest = useRef(onPause)
  newest.current = onPause
  useEffect(() => {
    if (value !== passedOn.current) setText(value)
    passedOn.current = value
  }, [value])
  useEffect(() => {
    if (text === passedOn.current) return
    const timer = setTimeout(() => {
      passedOn.current = text
      newest.current(text)
    }, PAUSE_IN_TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  return { text, type: setText }
}
