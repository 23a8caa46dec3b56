import type { Log } from './log.ts'

/** Most lines of one kind per second; further ones are only counted. */
const LINES = 20
const SECOND_MS = 1_000

/** Lines of one kind. */
interface Kind {
  logged: number
  skipped: number
}

/**
 * Bounds the log, so that a flood of requests or a full disk does not flood it: of each kind (message and status or error), a few
 * lines are written per second, then one with the number of omitted ones.
 */
export function boundLog(log: Log): Log {
  const kinds = new Map<string, Kind>()

  const write = (level: keyof Log, fields: Record<string, unknown>, text: string) => {
    const what = {
      ...('status' in fields && { status: fields.status }),
      ...('error' in fields && { error: fields.error }),
    }
    const name = `${level} ${text} ${Object.values(what).join(' ')}`
    let kind = kinds.get(name)
    if (kind === undefined) {
      kind = { logged: 0, skipped: 0 }
      kinds.set(name, kind)
      setTimeout(sum, SECOND_MS, name, kind, level, what, text).unref()
    }
    if (kind.logged < LINES) {
      kind.logged += 1
      log[level](fields, text)
    } else kind.skipped += 1
  }
  const sum = (name: string, { skipped }: Kind, level: keyof Log, what: object, text: string) => {
    kinds.delete(name)
    if (skipped > 0) log[level]({ ...what, times: skipped }, `${text}, and more of these`)
  }
  const at =
    (level: keyof Log) =>
    (fields: object | string, text = '') =>
      typeof fields === 'string' ? write(level, {}, fields) : write(level, { ...fields }, text)
  // Not bounded: debug lines are only written on request, and must cost nothing otherwise.
  return { debug: log.debug.bind(log), info: at('info'), warn: at('warn'), error: at('error') }
}
