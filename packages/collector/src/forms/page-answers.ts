import { errorResponse } from '../http/error-response.ts'
import type { AccessControl } from '../ingest/access-control.ts'
import type { Limits } from '../limits/create-limits.ts'
import { forEveryPage } from './serve-form.ts'

/** Options of `createPageAnswers`. */
export interface PageAnswersOptions {
  accessControl: AccessControl
  limits: Limits
  onError: (error: unknown) => void
}

/** How the routes of forms answer the pages that call them. */
export interface PageAnswers {
  /**
   * Counts a request against the limits.
   *
   * @throws RefusedError
   */
  admit(ip: string | null): void
  /** Admits a request, and responds with JSON that allowed pages may read, also to errors. */
  json(request: Request, ip: string | null, work: () => Promise<object>): Promise<Response>
  /** An error that every page may read. */
  publicError(error: unknown): Response
}

/** Creates the answers. */
export function createPageAnswers({ accessControl, limits, onError }: PageAnswersOptions): PageAnswers {
  const admit = (ip: string | null) => {
    limits.admitAddress(ip)
    limits.admitRequest()
  }
  return {
    admit,
    async json(request, ip, work) {
      try {
        admit(ip)
        return accessControl.withCors(Response.json(await work()), request)
      } catch (error) {
        return accessControl.withCors(errorResponse(error, onError), request)
      }
    },
    publicError(error) {
      const answer = errorResponse(error, onError)
      for (const [name, value] of Object.entries(forEveryPage)) answer.headers.set(name, value)
      answer.headers.set('cache-control', 'no-store')
      return answer
    },
  }
}
