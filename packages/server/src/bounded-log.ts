import type { Log } from './log.ts'

/** Lines of one kind in a second; the others are counted. */
const LINES = 20
const SECOND_MS = 1_000

/** Lines of one kind. */
interface Kind {
  logged: number
  skipped: number
}

/**
 * Keeps a flood of requests, or a disk that is full, from becoming a flood of log lines: of each kind, by what it says and by its
 * status or error, a few are written in a second, then one that says how many more there were.
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
  // Whoever asks for those wants all of them, and who does not must not pay for them.
  return { debug: log.debug.bind(log), info: at('info'), warn: at('warn'), error: at('error') }
}
