import type { Command } from 'commander'
import type { Io } from '../io.ts'
import { addSignAkSk } from '../schemes/ak-sk.ts'
import { addSignBody } from '../schemes/body-sign.ts'
import { addSignV1 } from '../schemes/saas-v1.ts'
import { addSignNotification, addSignV2 } from '../schemes/saas-v2.ts'
import type { Done } from '../schemes/scheme.ts'

export function addSign(program: Command, io: Io, done: Done): void {
  const sign = program
    .command('sign')
    .description('Sign a request or a reply by one of the schemes, and show what was signed.')
  for (const add of [addSignV2, addSignV1, addSignNotification, addSignBody, addSignAkSk]) add(sign, io, done)
}
