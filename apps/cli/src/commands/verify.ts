import type { Command } from 'commander'
import type { Io } from '../io.ts'
import { verifySchemes } from '../schemes/by-proof.ts'
import type { Done } from '../schemes/scheme.ts'

export function addVerify(program: Command, io: Io, done: Done): void {
  const verify = program
    .command('verify')
    .description('Verify the signature of a received request or response. Exit code 1 if it does not match.')
  for (const add of verifySchemes) add(verify, io, done)
}
