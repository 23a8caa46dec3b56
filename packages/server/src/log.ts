import { StoreUnavailableError } from '@leadlight/collector'
import { type Logger, pino } from 'pino'

/** A log of JSON lines, which never contain e-mail or IP addresses, query strings or other personal data. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>

/** Log levels, from least to most verbose. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const

/** Bytes that are held while the log cannot be written; what comes beyond is dropped. */
const HELD_BYTES = 1024 * 1024

/**
 * Creates a log on standard error, so that standard output has only the result of a command. Where it cannot be written, as when
 * its disk is full, requests are answered all the same.
 */
export function createLog(level: string): Log {
  const destination = pino.destination({ dest: 2, sync: true, maxLength: HELD_BYTES })
  // Without a listener, each line that cannot be written would throw into the request that it is about.
  destination.on('error', () => {})
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
}

/**
 * The part of an error that may be logged: its class and location. Messages often quote data, so only those about the database
 * file are included.
 */
export function redactError(error: unknown): { error: string; message?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  const at = frames.map((line) => line.trim().slice('at '.length))
  const message = error instanceof StoreUnavailableError ? { message: error.message } : {}
  return { error: error.name, ...message, at }
}
