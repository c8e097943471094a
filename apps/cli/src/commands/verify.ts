import type { Command } from 'commander'
import type { Io } from '../io.ts'
import { addVerifyAkSk } from '../schemes/ak-sk.ts'
import { addVerifyBody } from '../schemes/body-sign.ts'
import { addVerifyV1 } from '../schemes/saas-v1.ts'
import { addVerifyNotification, addVerifyV2 } from '../schemes/saas-v2.ts'
import type { Done } from '../schemes/scheme.ts'

export function addVerify(program: Command, io: Io, done: Done): void {
  const verify = program
    .command('verify')
    .description('Check the proof of a request or a reply that was received. Exit code 1 if it does not fit.')
  const schemes = [addVerifyV2, addVerifyV1, addVerifyNotification, addVerifyBody, addVerifyAkSk]
  for (const add of schemes) add(verify, io, done)
}
