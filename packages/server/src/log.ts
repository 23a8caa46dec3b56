import { StoreUnavailableError } from '@leadlight/collector'
import { type Logger, pino } from 'pino'

/** Log lines in JSON; they never hold addresses, IPs, query strings or anything else about a person. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/** How much is logged, least first. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const

/** Writes log lines to standard error, so that standard output holds only what a command answers. */
export function createLog(level: string): Log {
  const destination = pino.destination({ dest: 2, sync: true })
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
}

/**
 * What may be logged of an error: its kind and where it happened. Messages often quote the data at fault, so only those
 * about the database file are shown.
 */
export function loggable(error: unknown): { error: string; message?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  const at = frames.map((line) => line.trim().slice('at '.length))
  const message = error instanceof StoreUnavailableError ? { message: error.message } : {}
  return { error: error.name, ...message, at }
}
