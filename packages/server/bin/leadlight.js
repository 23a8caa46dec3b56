#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'

// Checked before anything is imported: older versions lack node:sqlite and would end in a stack trace.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 13)) {
  // Loading must not make the heap as large as it may become only under load; what runs then bounds it by itself.
  setFlagsFromString('--semi-space-growth-factor=1')
  // Node 22 warns of node:sqlite at each start. Users can do nothing about it, and the log consists of JSON lines.
  const { emitWarning } = process
  process.emitWarning = (warning, ...rest) => {
    if (!/^SQLite is an experimental/.test(warning)) emitWarning.call(process, warning, ...rest)
  }
  import('leadlight').then((server) => server.run(process))
} else {
  console.error(
    `leadlight needs Node 22.13 or newer; this is ${process.version}.\nGet it from https://nodejs.org`,
  )
  process.exitCode = 1
}
