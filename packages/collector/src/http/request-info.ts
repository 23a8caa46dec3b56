/** What the server that runs the collector knows about a request. */
export interface RequestInfo {
  /** IP address of the client; truncated before it is stored, see `truncateIp`. */
  ip?: string | undefined
}
