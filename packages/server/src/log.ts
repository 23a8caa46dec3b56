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
