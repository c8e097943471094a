import { omitUndefined } from '@loggia/kernel'
import { ScimError } from './error.ts'
import { parseFilter } from './filter.ts'
import type { ScimFilter } from './filter.ts'

/** Where an operation of a PATCH applies (RFC 7644 §3.5.2, figure 7): `emails[type eq "work"].value`. */
export type ScimPath = {
  /** The schema in front of the attribute, in lower case. */
  readonly urn?: string
  /** In lower case. Absent if the path names an extension as a whole. */
  readonly attribute?: string
  readonly filter?: ScimFilter
  /** In lower case. */
  readonly sub?: string
}

const pattern = /^(?:(urn:[\w.:-]+):)?([A-Za-z$][\w$-]*)(?:\[(.+)\])?(?:\.([A-Za-z$][\w$-]*))?$/s

/** `urns` are the schemas that a path may name as a whole, in lower case. Throws `invalidPath` and `invalidFilter`. */
export function parsePath(text: string, urns: readonly string[]): ScimPath {
  if (urns.includes(text.toLowerCase())) return { urn: text.toLowerCase() }
  const [, urn, attribute, filter, sub] = pattern.exec(text) ?? []
  if (attribute === undefined)
    throw new ScimError(400, `The path ${JSON.stringify(text)} cannot be read.`, 'invalidPath')
  return omitUndefined({
    attribute: attribute.toLowerCase(),
    urn: urn?.toLowerCase(),
    filter: filter === undefined ? undefined : parseFilter(filter),
    sub: sub?.toLowerCase(),
  })
}
