import type { OpenAPIHono } from '@hono/zod-openapi'
import { VERSION } from '../version.ts'

const methods = ['get', 'put', 'post', 'delete'] as const

const refusal = {
  description:
    'Any other error, such as pages of other sites (403), too large bodies (413) or too many requests (429)',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
}

/**
 * Creates a function that returns the OpenAPI 3.1 description as text, generated at the first call from the schemas that
 * validate requests.
 *
 * @param basePath where the collector is mounted; empty for the root
 */
export function createApiDescription(app: OpenAPIHono, basePath: string): () => string {
  let text: string | undefined
  return () => {
    text ??= JSON.stringify(describe(app, basePath))
    return text
  }
}

function describe(app: OpenAPIHono, basePath: string): object {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Leadlight',
      version: VERSION,
      description: 'Leads, their timelines, and scores with reasons.',
    },
    servers: [{ url: basePath === '' ? '/' : basePath }],
    security: [{ secretKey: [] }],
  })
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item[method]
      if (operation === undefined) continue
      operation.operationId = nameOf(method, path)
      operation.responses ??= {}
      operation.responses.default = refusal
    }
  }
  return document
}

/** An id like `getLeadsByIdScore`, for generated clients. */
function nameOf(method: string, path: string): string {
  const words = path.replace('/api', '').split('/').slice(1)
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
  return (
    method +
    words.map((word) => (word.startsWith('{') ? `By${capital(word.slice(1, -1))}` : capital(word))).join('')
  )
}
