import { families, familyNames } from './families.ts'
import type { FamilyName } from '../protocol.ts'

/** Where handlers stood in one list before they stood by family. */
export const flatHandlers = 'handlers'

type Given = Readonly<Partial<Record<FamilyName | typeof flatHandlers, unknown>>>

/** In which family a handler of this name stands. */
export const findFamilyOfHandler = (name: string): FamilyName | undefined =>
  familyNames.find((family) => Object.hasOwn(families[family], name))

const familiesIn = (options: Given): FamilyName[] =>
  familyNames.filter((family) => options[family] !== undefined)

/** What is wrong with the handlers that a seller gave. */
export function findHandlerFaults(options: Given): string[] {
  if (options[flatHandlers] !== undefined) return [whereHandlersStand()]
  const given = familiesIn(options)
  if (given.length === 0)
    return [
      `no handlers are given: give ${familyNames.map((name) => `${name}: {…}`).join(' or ')}, or several.`,
    ]
  return given.flatMap((family) => faultsOfFamily(family, options[family]))
}

function whereHandlersStand(): string {
  const places = familyNames.map((family) => `${Object.keys(families[family]).join(', ')} in ${family}: {…}`)
  return `${flatHandlers} is no option: each handler stands in its family, ${places.join('; ')}.`
}

function faultsOfFamily(family: FamilyName, given: unknown): string[] {
  if (typeof given !== 'object' || given === null) return [`${family} is an object of functions.`]
  const handlers = given as Readonly<Record<string, unknown>>
  const needs = Object.entries<string | undefined>(families[family])
  const wrong = needs.flatMap(([name, need]) => {
    if (typeof handlers[name] === 'function') return []
    if (handlers[name] !== undefined) return [`${family}.${name} is a function.`]
    return need === undefined ? [] : [`${family}.${name} is missing: ${need}.`]
  })
  // The methods of a class stand on its prototype, so that only what the object itself has can be a slip.
  const isPlain = Object.getPrototypeOf(handlers) === Object.prototype
  const strange = isPlain
    ? Object.keys(handlers).filter((name) => !Object.hasOwn(families[family], name))
    : []
  return [...wrong, ...strange.map((name) => faultOfStranger(family, name))]
}

function faultOfStranger(family: FamilyName, name: string): string {
  const other = findFamilyOfHandler(name)
  return other === undefined
    ? `${family}.${name} is none of ${Object.keys(families[family]).join(', ')}.`
    : `${family}.${name} is none of its handlers: it stands in ${other}: {…}.`
}
