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
    .description('Encrypt a field with AES, as V1.0 sends phone and email, user name and password.')
    .argument('[text]', 'the plain text (default: standard input)')
    .addOption(bitsOption())
    .option('--iv <text>', '16 letters or digits (default: random)')
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
    .description('Decrypt a field that was encrypted with AES. Exit code 1 if the key does not decrypt it.')
    .argument('[value]', 'the encrypted value (default: standard input)')
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
    ? `It cannot be decrypted with --key-bits ${bits}, but with --key-bits ${other}.`
    : 'It cannot be decrypted with this access key, or it is not an encrypted field.'
  print(io, options.json, {
    data: plaintext === undefined ? { ok: false, sentence } : { ok: true, plaintext },
    lines: [plaintext ?? `Refused: ${sentence}`],
  })
  return plaintext === undefined ? 'no' : 'ok'
}

/** Reads a line from standard input, without its line break. */
async function lineOf(io: Io): Promise<string> {
  const text = (await readInput(io, undefined)).toString('utf8').replace(/\r?\n$/, '')
  if (text === '') throw new CannotRun('Standard input is empty')
  return text
}
