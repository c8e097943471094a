import type { HandlersByFamily } from '../families/families.ts'
import type { Protocol } from '../protocol.ts'
import { protocols } from './protocols.ts'

type Given = { readonly [Name in keyof HandlersByFamily | 'protocols']?: unknown }

/** What a seller serves unless it says it: every protocol of the families whose handlers are given. */
export const listProtocols = (options: Given): Protocol[] =>
  protocols.filter(({ family }) => options[family] !== undefined).map(({ protocol }) => protocol)

const protocolNames = protocols.map(({ protocol }) => protocol)

const isListOfProtocols = (asked: unknown): asked is readonly Protocol[] =>
  Array.isArray(asked) && asked.length > 0 && asked.every((name) => protocolNames.includes(name as Protocol))

/** What is wrong with the list of protocols: each is of a family that is given, and each of these has one in the list. */
export function findProtocolFaults(options: Given): string[] {
  const { protocols: asked } = options
  // Where nothing at all is given that is said, and not of which protocols.
  if (asked === undefined || listProtocols(options).length === 0) return []
  if (!isListOfProtocols(asked)) return [`protocols is a list of ${protocolNames.join(', ')}.`]
  const named = protocols.filter(({ protocol }) => asked.includes(protocol))
  const called = new Set(named.map(({ family }) => family))
  const idle = protocols.filter(({ family }) => options[family] !== undefined && !called.has(family))
  return [
    ...named
      .filter(({ family }) => options[family] === undefined)
      .map(({ protocol, family }) => `protocols names ${protocol}, and ${family}: {…} is not given.`),
    ...[...new Set(idle.map(({ family }) => family))].map(
      (family) => `${family} is given, and protocols names none that calls it.`,
    ),
  ]
}
