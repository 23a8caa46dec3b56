import { StoreUnavailableError } from '@leadlight/collector'
import { type Logger, pino } from 'pino'

/** A log of JSON lines, which never contain e-mail or IP addresses, query strings or other personal data. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/** Log levels, from least to most verbose. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const

/** Creates a log on standard error, so that standard output has only the result of a command. */
export function createLog(level: string): Log {
  const destination = pino.destination({ dest: 2, sync: true })
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
}

/**
 * The part of an error that may be logged: its class and location. Messages often quote data, so only those about the database
 * file are included.
 */
export function loggable(error: unknown): { error: string; message?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  const at = frames.map((line) => line.trim().slice('at '.length))
  const message = error instanceof StoreUnavailableError ? { message: error.message } : {}
  return { error: error.name, ...message, at }
}
