import { buildOurs, installPeers } from './install.ts'

/**
 * The script tag beside the libraries it is compared with, in a real browser: size, requests, main thread, delivery, engaged time.
 *
 * @param options `runs`: how often, 1 if not given
 */
export async function run({ runs = 1 }: { runs?: number } = {}): Promise<void> {
  installPeers()
  buildOurs()
  // Needs what was just installed.
  const { measureLibraries } = await import('./benchmark.ts')
  await measureLibraries(runs)
}
