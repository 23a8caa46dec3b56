import type { Json, JsonObject, TimelineEntry, TimelineEvent } from '@leadlight/protocol'
import { textOf } from '../../person.ts'
import { traitLabel } from '../../words.ts'

/** Kinds of events that the timeline distinguishes by style. */
export type EventKind = 'page' | 'form' | 'link' | 'person' | 'other'

/** An event in words. */
export interface Description {
  kind: EventKind
  title: string
  /** A second line, like a page's path; empty when there is none. */
  detail: string
  /** Names and values worth listing. */
  facts: [name: string, value: string][]
  /** Names of form fields that were filled in, but not captured. */
  withheld: string[]
  /** Why the event does not score; empty when it does. */
  caveat: string
}

/** Technical properties, which are not listed as facts. */
const technical = new Set(['page_view_id', 'form_id', 'url', 'path', 'title', 'seq'])

/** Describes an event in words. Properties may hold any JSON, because anybody can send events with a write key. */
export function describeEvent(event: TimelineEvent): Description {
  const caveat = event.bot ? 'Sent by a crawler; not scored' : ''
  return { detail: '', facts: [], withheld: [], caveat, ...describe(event.name, event.properties, caveat) }
}

/** The titles of all events on a timeline, by `messageId`. */
export function titlesById(entries: readonly TimelineEntry[]): Map<string, string> {
  const events = entries.flatMap((entry) => (entry.type === 'visit' ? entry.events : [entry.event]))
  return new Map(events.map((event) => [event.messageId, describeEvent(event).title]))
}

function describe(
  name: string,
  properties: JsonObject,
  caveat: string,
): Partial<Description> & Pick<Description, 'kind' | 'title'> {
  const text = (property: string) => textOf(properties[property])
  const form = text('form_name') || text('form_id')
  const formTitle = (what: string) => (form ? `${what}: ${form}` : what)
  switch (name) {
    case 'page':
      return { kind: 'page', title: text('title') || text('path') || 'Page', detail: text('path') }
    case 'screen':
      return { kind: 'page', title: text('name') || 'Screen' }
    case 'Form Submitted': {
      const attempted = properties.outcome === 'attempted'
      return {
        kind: 'form',
        title: formTitle(attempted ? 'Tried to send a form' : 'Sent a form'),
        facts: factsOf(properties.fields),
        withheld: listOf(properties.filled),
        caveat: attempted ? 'No sign that it went through; not scored' : caveat,
      }
    }
    case 'Form Viewed':
      return { kind: 'form', title: formTitle('Saw a form') }
    case 'Form Started':
      return { kind: 'form', title: formTitle('Began a form') }
    case 'Form Abandoned':
      return {
        kind: 'form',
        title: formTitle('Left a form unsent'),
        detail: text('last_field') && `Last field: ${text('last_field')}`,
      }
    case 'Link Clicked':
      return { kind: 'link', title: linkTitle(text('kind'), text('text')), detail: text('href') }
    case 'identify':
      return { kind: 'person', title: 'Was identified', facts: factsOf(properties.traits) }
    default:
      return { kind: 'other', title: name, facts: factsOf(properties, technical) }
  }
}

function linkTitle(kind: string, text: string): string {
  const verbs: Record<string, string> = {
    download: 'Downloaded',
    tel: 'Called',
    mailto: 'Began an e-mail to',
  }
  return [verbs[kind] ?? 'Followed a link', text].filter(Boolean).join(': ')
}

function factsOf(value: Json | undefined, without: ReadonlySet<string> = new Set()): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value)
    .filter(([name]) => !without.has(name))
    .map(([name, item]): [string, string] => [traitLabel(name), textOf(item)])
    .filter(([, text]) => text !== '')
}

function listOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(textOf).filter(Boolean) : []
}
