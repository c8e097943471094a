import { readMembers, readParameters } from './exchange.ts'
import type { SeenRequest } from './exchange.ts'
import type { Finding } from './findings.ts'

/** A parameter that a proof needs: its name, other names that are used for it, and its place. */
export type Wanted = {
  readonly name: string
  readonly aliases: readonly string[]
  readonly place: 'query' | 'header' | 'body'
}
type Place = Wanted['place']
type Named = { readonly name: string; readonly value: string; readonly raw: string }
/** A parameter that was found, and what is wrong with its name or place. */
export type Sought = { readonly value?: string; readonly raw?: string; readonly fault?: Finding }

function namedIn(request: SeenRequest, place: Place): Named[] {
  if (place === 'query')
    return readParameters(request.target).map(({ name, value, rawValue }) => ({ name, value, raw: rawValue }))
  if (place === 'header') return request.headers.map(([name, value]) => ({ name, value, raw: value }))
  return Object.entries(readMembers(request.body) ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number'
      ? [{ name, value: String(value), raw: String(value) }]
      : [],
  )
}

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')
// Header names are case-insensitive, so no case is wrong.
const isIn = (place: Place, name: string, wanted: string): boolean =>
  place === 'header' ? name.toLowerCase() === wanted.toLowerCase() : name === wanted

/** Looks for a parameter in its place, then under another name there, then in another place. */
export function seek(request: SeenRequest, { name, aliases, place }: Wanted): Sought {
  const here = namedIn(request, place)
  const exact = here.find((one) => isIn(place, one.name, name))
  if (exact && exact.value !== '') return { value: exact.value, raw: exact.raw }
  const names = new Set([name, ...aliases].map(bare))
  const alike = here.find(
    (one) =>
      (names.has(bare(one.name).replace(/^amp(?=.)/, '')) || `times${one.name.slice(1)}` === name) &&
      one.value !== '',
  )
  if (alike)
    return {
      value: alike.value,
      raw: alike.raw,
      fault: { kind: 'parameter_misspelled', parameter: name, got: alike.name.slice(0, 80) },
    }
  for (const other of (['query', 'header', 'body'] as const).filter((one) => one !== place)) {
    const there = namedIn(request, other).find((one) => bare(one.name) === bare(name) && one.value !== '')
    if (there)
      return {
        value: there.value,
        raw: there.raw,
        fault: { kind: 'parameter_elsewhere', parameter: name, place: other },
      }
  }
  return { fault: { kind: 'parameter_missing', parameter: name } }
}
