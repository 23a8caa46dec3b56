import type { Segment } from '@leadlight/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { LeadFilter, LeadSort } from '../../api.ts'
import { useApp } from '../../app-context.ts'
import { Select } from '../../parts/Select.tsx'
import { navigate } from '../../router.ts'
import { useLive } from '../../use-live.ts'
import { gradeNames, stageNames, stageWords } from '../../words.ts'

const PAUSE_IN_TYPING_MS = 250

const sorts: [LeadSort, string][] = [
  ['-score', 'Highest score'],
  ['-lastSeen', 'Last seen'],
  ['-firstSeen', 'Newest'],
  ['score', 'Lowest score'],
  ['lastSeen', 'Longest not seen'],
  ['firstSeen', 'Oldest'],
]
const all = ['', 'All'] as const
const stages = [all, ...stageNames.map((name) => [name, stageWords[name]] as const)]
const grades = [all, ...gradeNames.map((name) => [name, name] as const)]

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
        <Select
          label="Segment"
          value={filter.segment}
          options={[all, ...withChosen(segments, filter.segment)]}
          onChange={(segment) => change({ segment })}
        />
      )}
      <Select label="Stage" value={filter.stage} options={stages} onChange={(stage) => change({ stage })} />
      <Select label="Grade" value={filter.grade} options={grades} onChange={(grade) => change({ grade })} />
      {filter.owner !== '' && (
        <Select
          label="Owner"
          value={filter.owner}
          options={[all, [filter.owner, filter.owner]]}
          onChange={(owner) => change({ owner })}
        />
      )}
      <Select label="Order" value={filter.sort} options={sorts} onChange={(sort) => change({ sort })} />
    </search>
  )
}

/** The segments by id and name, with the selected one, which may have been removed or not be loaded yet. */
function withChosen(segments: readonly Segment[], chosen: string): [id: string, name: string][] {
  const known = segments.map(({ id, name }): [string, string] => [id, name])
  return chosen === '' || segments.some(({ id }) => id === chosen) ? known : [...known, [chosen, chosen]]
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
