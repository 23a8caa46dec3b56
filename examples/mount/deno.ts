import { createExampleCollector } from './create-example-collector.ts'

const collector = createExampleCollector()

/** What `Deno.serve` tells of a request; Bun and Workers pass other things, and the collector needs none of them. */
interface ServeInfo {
  remoteAddr?: { hostname?: string }
}

/**
 * A web-standard handler, as `deno serve`, Bun and Workers take it:
 * `export default { fetch: handle }`, or `Deno.serve(handle)`.
 */
export function handle(request: Request, info: ServeInfo = {}): Promise<Response> {
  const ip = info.remoteAddr?.hostname
  return collector.fetch(request, ip === undefined ? {} : { ip })
}
