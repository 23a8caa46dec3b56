import { RefusedError } from '../http/refused-error.ts'

/** The error for a lead that does not exist. */
export function unknownLead(): RefusedError {
  return new RefusedError(404, 'unknown_lead', 'There is no such lead: take an id from GET /api/leads.')
}
