import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The packages of this repository lie above the app; in an app of its own nothing of this is needed. */
const config = { outputFileTracingRoot: root, turbopack: { root } }

// biome-ignore lint/style/noDefaultExport: Next.js asks for one.
export default config
