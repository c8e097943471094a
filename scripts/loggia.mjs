#!/usr/bin/env node
// `loggia` as a command: a link to this file on the PATH runs the command line of the clone that contains it.
process.argv.splice(2, 0, 'loggia')
await import('./run.mjs')
