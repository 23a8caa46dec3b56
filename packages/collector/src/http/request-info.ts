/** What the server around the collector knows of a request. */
export interface RequestInfo {
  /** Address of the client, truncated before it is kept; see `truncateIp`. */
  ip?: string
}
