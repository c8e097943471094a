import { bodySignHeader, signBody, verifyBodySign } from '@loggia/signing'
import { print, readInput, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import { addJsonOption, addKeyOptions, createListOption } from '../options.ts'
import { describeBodySignRefusal } from '../refusals/body-sign.ts'
import type { AddScheme } from './scheme.ts'

type Options = KeyOptions & { body?: string; json?: boolean }

export const addSignBody: AddScheme = (parent, io, done) => {
  const command = parent
    .command('body-sign')
    .description('Sign the body of a response, and print its Body-Sign header.')
    .option('-b, --body <file>', 'a file with the exact body that is sent (default: standard input, also -)')
  addJsonOption(addKeyOptions(command)).action(async (options: Options) => done(await sign(io, options)))
}

async function sign(io: Io, options: Options): Promise<Answer> {
  const body = await readInput(io, options.body)
  const value = signBody(await readKey(io, options), body)
  print(io, options.json, {
    data: { name: bodySignHeader, value, bytes: body.length },
    lines: [`${bodySignHeader}: ${value}`],
  })
  return 'ok'
}

export const addVerifyBody: AddScheme = (parent, io, done) => {
  const command = parent
    .command('body-sign')
    .description('Verify the Body-Sign header of a response, and show why it does not match.')
    .addOption(
      createListOption(
        '-H, --header <value>',
        'the header as received, with or without its name',
      ).makeOptionMandatory(),
    )
    .option('-b, --body <file>', 'a file with the exact body received (default: standard input, also -)')
  addJsonOption(addKeyOptions(command)).action(async (options: Options & { header: string[] }) =>
    done(await verify(io, options)),
  )
}

async function verify(io: Io, options: Options & { header: string[] }): Promise<Answer> {
  const body = await readInput(io, options.body)
  const header = options.header.map((value) => value.replace(/^\s*body-sign\s*:/i, ''))
  const verdict = verifyBodySign({ accessKey: await readKey(io, options), header, body })
  const sentence = verdict.ok
    ? 'The signature matches the body as received.'
    : `Refused: ${describeBodySignRefusal(verdict.reason)}`
  print(io, options.json, { data: { ...verdict, sentence }, lines: [sentence] })
  return verdict.ok ? 'ok' : 'no'
}
