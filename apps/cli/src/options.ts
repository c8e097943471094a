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
    .option('-k, --key <key>', `${what}; visible to other users of this machine, so prefer --key-file`)
    .option('--key-file <file>', `a file with ${what} (or set the variable LOGGIA_ACCESS_KEY)`)

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
    throw new CannotRun(`--at must be UTC milliseconds or a time such as 2026-01-31T08:00:00Z, not ${text}`)
  return moment
}

/** Parses a number of seconds within limits. Returns milliseconds. */
export function parseSeconds(name: string, text: string, [least, most]: readonly [number, number]): number {
  const seconds = Number(text)
  if (text.trim() === '' || !(seconds >= least && seconds <= most))
    throw new CannotRun(`${name} must be a number of seconds from ${least} to ${most}, not ${text}`)
  return seconds * 1000
}

/** Checks that an address can be called. Throws {@link CannotRun} otherwise. */
export function requireAddress(address: string): string {
  const protocol = URL.canParse(address) ? new URL(address).protocol : undefined
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new CannotRun(`The URL must start with http:// or https://: ${address}`)
  if (/[^!-~]/.test(address))
    throw new CannotRun(`Spaces and non-ASCII characters must be percent-encoded in a URL: ${address}`)
  if (address.includes('#')) throw new CannotRun(`The URL must not have a part after #: ${address}`)
  return address
}
