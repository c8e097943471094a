import type { Command } from 'commander'
import type { CheckedProtocol, SignOnPlaces } from '@loggia/conformance'
import { CannotRun } from './io.ts'
import { requireAddress } from './options.ts'

/** The options of `check` for the sign-in of people. */
export type SignOnOptions = {
  readonly protocol: CheckedProtocol
  readonly callback?: string
  readonly start?: string
  readonly logout?: string
  readonly page?: string
  readonly app?: string
}

/** Adds these options. */
export const addSignOnOptions = (command: Command): Command =>
  command
    .option(
      '--callback <url>',
      'sso: the callback address of the server’s app credential, exactly as it is registered. The run is the marketplace and the browser; only OAuth 2.0 is checked, not CAS or SAML',
    )
    .option(
      '--start <url>',
      'sso: where a sign-in starts, with {company} for the ID of the company and {path} for what the person wants to see (default: start beside the callback, as the kit has it)',
    )
    .option(
      '--logout <url>',
      'sso: where people sign out, by POST or GET (default: logout beside the callback)',
    )
    .option(
      '--page <url>',
      'sso: a page that names who is signed in (default: / on the server of the callback)',
    )
    .option('--app <id>', 'sso: the app ID that the server expects (default: CHECK00000000001)')

/** Where the server signs people in, if the protocol is about that. */
export function readSignOn({ protocol, callback, app, ...others }: SignOnOptions): SignOnPlaces | undefined {
  const { start, logout, page } = others
  if (protocol !== 'sso') {
    const given = Object.entries({ callback, start, logout, page, app }).find(([, value]) => value)
    if (given) throw new CannotRun(`--${given[0]} is for sso`)
    return undefined
  }
  if (callback === undefined)
    throw new CannotRun('--callback is required: the callback address of the server’s app credential')
  requireAddress(callback)
  for (const address of [start, logout, page])
    // A path on the server of the callback is enough.
    if (address !== undefined && !address.startsWith('/')) requireAddress(address)
  return { callback, start, logout, page, appId: app }
}
