import type { Command } from 'commander'
import type { Io } from '../io.ts'
import { signSchemes } from '../schemes/by-proof.ts'
import type { Done } from '../schemes/scheme.ts'

export function addSign(program: Command, io: Io, done: Done): void {
  const sign = program.command('sign').description('Sign a request or a response, and print what was signed.')
  for (const add of signSchemes) add(sign, io, done)
}
