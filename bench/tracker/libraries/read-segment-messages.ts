import type { Arrival } from '../library.ts'
import type { Upload } from '../stub-collector.ts'

interface Message {
  type: string
  event?: string
  messageId: string
  properties?: { path?: string; n?: string }
  context?: { page?: { path?: string } }
}

/** Reads messages of the Segment HTTP API, one or a batch; RudderStack's have the same shape. */
export function readSegmentMessages({ body }: Upload): Arrival[] {
  const sent = JSON.parse(body.toString()) as Message | { batch: Message[] }
  return ('batch' in sent ? sent.batch : [sent]).map(toArrival)
}

function toArrival({ type, event, messageId: id, properties, context }: Message): Arrival {
  if (type === 'page') return { kind: 'page', key: properties?.path ?? context?.page?.path ?? '', id }
  if (event === 'Form Submitted') return { kind: 'form', key: '', id }
  return { kind: properties?.n ? 'track' : 'other', key: properties?.n ?? '', id }
}
