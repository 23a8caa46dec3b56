#!/usr/bin/env node
// Checked before anything is imported: older versions lack node:sqlite and would end in a stack trace.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 13)) {
  import('leadlight').then((server) => server.run(process))
} else {
  console.error(
    `leadlight needs Node 22.13 or newer; this is ${process.version}.\nGet it from https://nodejs.org`,
  )
  process.exitCode = 1
}
