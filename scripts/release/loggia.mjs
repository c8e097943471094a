#!/usr/bin/env node
// The program of the published command line. An older Node can read this file, and reads no other.
if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(`loggia needs Node.js 24 or newer, and this is ${process.versions.node}.\n`)
  process.exit(2)
}
await import(new URL('../apps/cli/src/main.js', import.meta.url).href)
