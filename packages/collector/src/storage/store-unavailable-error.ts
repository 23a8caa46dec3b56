/** The store cannot work at the moment: disk full, I/O error, locked or closed. Nothing was stored; a retry may succeed. */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError'
}
