import type { z } from 'zod'
import { describeIssue } from '../http/describe-issue.ts'
import { RefusedError } from '../http/refused-error.ts'
import { readBody } from '../ingest/read-body.ts'
import { readJson } from '../ingest/read-json.ts'

/**
 * Reads and validates the JSON body of a request.
 *
 * @throws RefusedError 400 with all problems and their places; what `readBody` throws
 */
export async function readJsonBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(readJson(await readBody(request)).value)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => describeIssue(issue, 'body'))
  throw new RefusedError(400, 'invalid_body', faults.join('\n'))
}
