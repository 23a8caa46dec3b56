import type { PoolClient } from 'pg'

/** Watches a connection that is in use. */
export interface SilenceGuard {
  /** Is to be called with each answer of the server. */
  heard(): void
  /** Whether the connection was cut, because the server was silent for too long. */
  hasCut(): boolean
  stop(): void
}

/** The driver's connection, which it does not describe: only its socket gives up statements that are under way. */
type Connected = PoolClient & { connection?: { stream?: { destroy(): void } } }

/**
 * Cuts a connection once the server has not answered for `silenceMs`: what hangs on it fails then. A host that vanishes, as in a
 * failover or behind a network that is cut, would otherwise hold a transaction for a quarter of an hour.
 */
export function endIfSilent(client: PoolClient, silenceMs: number): SilenceGuard {
  let hasCut = false
  let hasStopped = false
  const timer = setTimeout(() => {
    hasCut = true
    const { connection }: Connected = client
    connection?.stream?.destroy()
  }, silenceMs)
  return {
    heard() {
      // A cleared timer would start again.
      if (!hasStopped) timer.refresh()
    },
    hasCut: () => hasCut,
    stop() {
      hasStopped = true
      clearTimeout(timer)
    },
  }
}
