import type { Check } from '../doctor/check.ts'
import { checkDatabase } from '../doctor/check-database.ts'
import { checkKeys } from '../doctor/check-keys.ts'
import { checkServer } from '../doctor/check-server.ts'
import { Failure } from '../failure.ts'
import type { ReadOptions } from '../read-api.ts'

/** Options of `leadlight doctor`. */
export interface DoctorOptions extends ReadOptions {
  origin?: string
  writeKey?: string
  json?: boolean
}

const marks = { ok: '✓', warning: '!', fault: '✗' } as const

/**
 * Checks a database, or a running server as pages see it, and prints the findings with advice. Throws a `Failure` when there is
 * a fault.
 */
export async function runDoctor(options: DoctorOptions, print: (text: string) => void): Promise<void> {
  const { url, db, origin, writeKey, secretKey } = options
  const keys = { ...(writeKey && { writeKey }), ...(secretKey && { secretKey }) }
  const checks =
    url === undefined
      ? [...(await checkDatabase(db)), ...(await checkKeys(db, keys))]
      : await checkServer({ url, ...keys, ...(origin && { origin }) })
  const faults = checks.filter(({ state }) => state === 'fault').length
  print(options.json ? JSON.stringify({ checks }, null, 2) : writeReport(checks, faults))
  if (faults > 0) throw new Failure(`${faults} to put right.`)
}

function writeReport(checks: Check[], faults: number): string {
  const lines = checks.flatMap(({ about, state, found, advice }) => [
    `${marks[state]} ${about}: ${found}`,
    ...(advice === undefined ? [] : [`  → ${advice}`]),
  ])
  return [...lines, ...(faults === 0 ? ['Nothing is wrong.'] : [])].join('\n')
}
