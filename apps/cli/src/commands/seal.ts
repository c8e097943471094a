import type { Command } from 'commander'
import { openField, sealField } from '@loggia/signing'
import type { FieldKeyBits } from '@loggia/signing'
import { CannotRun, print, readInput, readKey } from '../io.ts'
import type { Answer, Io, KeyOptions } from '../io.ts'
import { addJsonOption, addKeyOptions, createKeyBitsOption } from '../options.ts'
import { drawIv } from '../requests/options.ts'
import { signOrExplain } from '../requests/sign-request.ts'
import type { Done } from '../schemes/scheme.ts'

type Options = KeyOptions & { keyBits: FieldKeyBits; iv?: string; json?: boolean }

const bitsOption = () =>
  createKeyBitsOption('--key-bits <bits>', 'the size of the AES key').default(256 satisfies FieldKeyBits)

export function addSeal(program: Command, io: Io, done: Done): void {
  const command = program
    .command('seal')
    .description('Seal a field with AES, as phone and e-mail, user name and password are sent in V1.0.')
    .argument('[text]', 'the plain text; standard input if absent')
    .addOption(bitsOption())
    .option('--iv <text>', 'sixteen letters or digits; random ones if absent')
  addJsonOption(addKeyOptions(command)).action(async (text: string | undefined, options: Options) =>
    done(await seal(io, text, options)),
  )
}

async function seal(io: Io, text: string | undefined, options: Options): Promise<Answer> {
  const { keyBits: bits, iv = drawIv(io) } = options
  const plaintext = text ?? (await lineOf(io))
  const accessKey = await readKey(io, options)
  const value = signOrExplain(() => sealField({ accessKey, bits, iv, plaintext }))
  print(io, options.json, { data: { value, bits, encryptType: bits === 256 ? '1' : '2' }, lines: [value] })
  return 'ok'
}

export function addOpen(program: Command, io: Io, done: Done): void {
  const command = program
    .command('open')
    .description('Open a field that was sealed with AES. Exit code 1 if the key does not open it.')
    .argument('[value]', 'the sealed value; standard input if absent')
    .addOption(bitsOption())
  addJsonOption(addKeyOptions(command)).action(async (value: string | undefined, options: Options) =>
    done(await open(io, value, options)),
  )
}

async function open(io: Io, given: string | undefined, options: Options): Promise<Answer> {
  const value = (given ?? (await lineOf(io))).trim()
  const accessKey = await readKey(io, options)
  const { keyBits: bits } = options
  const plaintext = openField({ accessKey, bits, value })
  const other = bits === 256 ? 128 : 256
  const fits = plaintext === undefined && openField({ accessKey, bits: other, value }) !== undefined
  const sentence = fits
    ? `A key of ${bits} bits does not open it; one of ${other} bits does.`
    : 'This access key does not open it, or it is no sealed field.'
  print(io, options.json, {
    data: plaintext === undefined ? { ok: false, sentence } : { ok: true, plaintext },
    lines: [plaintext ?? `Refused: ${sentence}`],
  })
  return plaintext === undefined ? 'no' : 'ok'
}

/** Reads a line from standard input, without its line break. */
async function lineOf(io: Io): Promise<string> {
  const text = (await readInput(io, undefined)).toString('utf8').replace(/\r?\n$/, '')
  if (text === '') throw new CannotRun('There is nothing on standard input')
  return text
}
