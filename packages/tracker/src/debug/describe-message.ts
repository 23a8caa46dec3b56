import type { TrackedMessage } from '../create-emitter.ts'

/** Longer lists of properties are truncated, in UTF-16 code units. */
const MAX_TEXT = 160

/** Describes a message in one line. */
export function describeMessage({
  type,
  event,
  userId,
  properties = {},
  traits = {},
}: TrackedMessage): string {
  if (type === 'identify') return join('Identified', [userId, Object.keys(traits).join(', ') || undefined])
  const { path, content_type, page_view_id: _, ...own } = properties
  if (type === 'page') return join('Page view', [path, content_type])
  switch (event) {
    case 'Page Engaged':
      return join(event, [
        path,
        `${(Number(own.engaged_ms) / 1_000).toFixed(1)} s`,
        `${own.scroll_depth} % scrolled`,
      ])
    case 'Form Viewed':
    case 'Form Started':
    case 'Form Abandoned':
      return join(event, [own.form_name || own.form_id, own.last_field])
    case 'Form Submitted': {
      const values = Object.keys({ ...(own.fields as object) }).join(', ')
      const withheld = [own.filled ?? []].flat().join(', ')
      return join(event, [
        own.form_name || own.form_id,
        own.outcome === 'attempted' && 'only attempted: no sign of success',
        values ? `values: ${values}` : 'no values',
        withheld && `values withheld: ${withheld}`,
      ])
    }
    case 'Link Clicked':
      return join(event, [own.kind, own.text, own.href])
    default: {
      const text = JSON.stringify(own)
      return join(`${event}`, [text !== '{}' && text.slice(0, MAX_TEXT)])
    }
  }
}

function join(what: string, details: unknown[]): string {
  const known = details.filter(Boolean).join(' · ')
  return known ? `${what}: ${known}` : what
}
