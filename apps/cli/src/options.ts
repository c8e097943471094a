import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import { fromIso } from '@loggia/kernel'
import { CannotRun } from './io.ts'
import type { Io } from './io.ts'

/**
 * Adds the three ways to give a key, with the same names for every command. `what` names the key, such as "the access
 * key".
 */
export const addKeyOptions = (command: Command, what = 'the access key'): Command =>
  command
    .option(
      '-k, --key <key>',
      `${what} (other users of this machine can see it; prefer one of the other two)`,
    )
    .option('--key-file <file>', `a file that holds ${what}; the variable LOGGIA_ACCESS_KEY is the third way`)

/** Adds `--json`, with the same name for every command. */
export const addJsonOption = (command: Command): Command => command.option('--json', 'print JSON')

/** An option that may be repeated; its value is the list. */
export const createListOption = (flags: string, description: string): Option =>
  new Option(flags, `${description}; may be repeated`).argParser(
    (value: string, before: string[] | undefined) => [...(before ?? []), value],
  )

/** An option for the size of an AES key. */
export const createKeyBitsOption = (flags: string, description: string): Option =>
  new Option(flags, description).choices(['128', '256']).argParser((value: string) => {
    if (value !== '128' && value !== '256') throw new InvalidArgumentError('Allowed choices are 128, 256.')
    return Number(value)
  })

/** Parses an ISO 8601 date-time into UTC milliseconds; undefined if it is not one. */
export function parseIso(text: string): number | undefined {
  try {
    return fromIso(text)
  } catch {
    return undefined
  }
}

/** Reads the time that an option gives: UTC milliseconds or an ISO 8601 date-time. Default: now. */
export function readMoment(io: Io, text: string | undefined): number {
  if (text === undefined) return io.nowMs()
  const moment = /^\d{1,15}$/.test(text) ? Number(text) : parseIso(text)
  if (moment === undefined)
    throw new CannotRun(`--at is neither UTC milliseconds nor a time such as 2026-01-31T08:00:00Z: ${text}`)
  return moment
}

/** Parses a number of seconds within limits. Returns milliseconds. */
export function parseSeconds(name: string, text: string, [least, most]: readonly [number, number]): number {
  const seconds = Number(text)
  if (text.trim() === '' || !(seconds >= least && seconds <= most))
    throw new CannotRun(`${name} is a number of seconds from ${least} to ${most}: ${text}`)
  return seconds * 1000
}

/** Checks that an address can be called. Throws {@link CannotRun} otherwise. */
export function requireAddress(address: string): string {
  const protocol = URL.canParse(address) ? new URL(address).protocol : undefined
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new CannotRun(`This is no address that begins with http:// or https://: ${address}`)
  if (/[^!-~]/.test(address))
    throw new CannotRun(`Blanks and letters beyond ASCII are percent-encoded in an address: ${address}`)
  if (address.includes('#')) throw new CannotRun(`An address that is called has no part after #: ${address}`)
  return address
}
