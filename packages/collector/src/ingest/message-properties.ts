import type { JsonObject, Message } from '@leadlight/protocol'
import { isJsonObject, withoutNulls } from './json-object.ts'

/** Facts about a page that clients put into the context instead of, or in addition to, the properties. */
const pageKeys = ['url', 'path', 'title', 'referrer', 'search'] as const

/** The properties of an event, in the same form for all types of messages. */
export function messageProperties(message: Message): JsonObject {
  switch (message.type) {
    case 'track':
      return message.properties ?? {}
    case 'page':
    case 'screen':
      return viewProperties(message)
    case 'group':
      return { groupId: message.groupId, traits: message.traits ?? {} }
    case 'alias':
      return { previousId: message.previousId }
    case 'identify':
      return {}
  }
}

function viewProperties(message: Message & { type: 'page' | 'screen' }): JsonObject {
  const properties = withoutNulls(message.properties ?? {})
  if (message.name) properties.name ??= message.name
  if (message.category) properties.category ??= message.category
  const page = message.type === 'page' && isJsonObject(message.context?.page) ? message.context.page : {}
  for (const key of pageKeys) {
    const value = page[key]
    if (typeof value === 'string') properties[key] ??= value
  }
  if (properties.path == null && typeof properties.url === 'string') {
    const path = URL.parse(properties.url)?.pathname
    if (path !== undefined) properties.path = path
  }
  return properties
}
