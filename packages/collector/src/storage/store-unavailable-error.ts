/** The store cannot work now: full disk, I/O error, locked or closed. Nothing was stored; asking again later may help. */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError'
}
