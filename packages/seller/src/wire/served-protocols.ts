import type { HandlersByFamily } from '../families/families.ts'
import type { Protocol } from '../protocol.ts'
import { protocols, signedProtocols } from './protocols.ts'

type Given = { readonly [Name in keyof HandlersByFamily | 'protocols']?: unknown }

/** The default of `protocols`: every protocol of the families whose handlers are given. */
export const listProtocols = (options: Given): Protocol[] =>
  protocols.filter(({ family }) => options[family] !== undefined).map(({ protocol }) => protocol)

const protocolNames = protocols.map(({ protocol }) => protocol)

const isListOfProtocols = (asked: unknown): asked is readonly Protocol[] =>
  Array.isArray(asked) && asked.length > 0 && asked.every((name) => protocolNames.includes(name as Protocol))

/**
 * Lists what is wrong with `protocols`: it must name protocols of the given families only, and at least one of each.
 */
export function findProtocolFaults(options: Given): string[] {
  const { protocols: asked } = options
  // If no handlers are given at all, only that is reported.
  if (listProtocols(options).length === 0) return []
  if (asked === undefined) return clashesIn(listProtocols(options))
  if (!isListOfProtocols(asked)) return [`protocols must be a list of ${protocolNames.join(', ')}.`]
  const named = protocols.filter(({ protocol }) => asked.includes(protocol))
  const called = new Set(named.map(({ family }) => family))
  const idle = protocols.filter(({ family }) => options[family] !== undefined && !called.has(family))
  return [
    ...named
      .filter(({ family }) => options[family] === undefined)
      .map(({ protocol, family }) => `protocols contains ${protocol}, but ${family}: {…} is missing.`),
    ...[...new Set(idle.map(({ family }) => family))].map(
      (family) => `${family} is given, but protocols contains none that calls it.`,
    ),
    ...clashesIn(asked),
  ]
}

/** Protocols whose requests cannot be told apart at one address. */
function clashesIn(served: readonly Protocol[]): string[] {
  const signed = signedProtocols.filter(({ protocol }) => served.includes(protocol))
  return signed.flatMap((one, at) =>
    signed
      .slice(at + 1)
      .filter(({ activities }) => activities.some((activity) => one.activities.includes(activity)))
      .map(
        (other) =>
          `${one.protocol} and ${other.protocol} have the same activities: serve them at two addresses by two sellers, or name one of them in protocols.`,
      ),
  )
}
