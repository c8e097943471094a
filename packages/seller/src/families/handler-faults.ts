import { families, familyNames } from './families.ts'
import type { FamilyName } from '../protocol.ts'

/** The option that held all handlers in a former version, before they were grouped by family. */
export const flatHandlers = 'handlers'

type Given = Readonly<Partial<Record<FamilyName | typeof flatHandlers, unknown>>>

/** The family that has a handler of this name, or undefined. */
export const findFamilyOfHandler = (name: string): FamilyName | undefined =>
  familyNames.find((family) => Object.hasOwn(families[family], name))

const familiesIn = (options: Given): FamilyName[] =>
  familyNames.filter((family) => options[family] !== undefined)

/** Lists what is wrong with the handlers of a seller. */
export function findHandlerFaults(options: Given): string[] {
  if (options[flatHandlers] !== undefined) return [whereHandlersStand()]
  const given = familiesIn(options)
  if (given.length === 0)
    return [
      `there are no handlers: pass ${familyNames.map((name) => `${name}: {…}`).join(' or ')}, or several.`,
    ]
  return given.flatMap((family) => faultsOfFamily(family, options[family]))
}

function whereHandlersStand(): string {
  const places = familyNames.map((family) => `${Object.keys(families[family]).join(', ')} in ${family}: {…}`)
  return `${flatHandlers} is not an option: put each handler in its family, ${places.join('; ')}.`
}

function faultsOfFamily(family: FamilyName, given: unknown): string[] {
  if (typeof given !== 'object' || given === null) return [`${family} must be an object of functions.`]
  const handlers = given as Readonly<Record<string, unknown>>
  const needs = Object.entries<string | undefined>(families[family])
  const wrong = needs.flatMap(([name, need]) => {
    if (typeof handlers[name] === 'function') return []
    if (handlers[name] !== undefined) return [`${family}.${name} must be a function.`]
    return need === undefined ? [] : [`${family}.${name} is missing: ${need}.`]
  })
  // Only plain objects are checked for unknown names: the methods of a class are on its prototype, and its own members
  // may be anything.
  const isPlain = Object.getPrototypeOf(handlers) === Object.prototype
  const strange = isPlain
    ? Object.keys(handlers).filter((name) => !Object.hasOwn(families[family], name))
    : []
  const isEmpty = isPlain && Object.keys(handlers).length === 0 && wrong.length === 0
  return [
    ...wrong,
    ...strange.map((name) => faultOfStranger(family, name)),
    ...(isEmpty
      ? [`${family} has no handlers: pass at least one of ${needs.map(([name]) => name).join(', ')}.`]
      : []),
  ]
}

function faultOfStranger(family: FamilyName, name: string): string {
  const other = findFamilyOfHandler(name)
  return other === undefined
    ? `${family}.${name} is not one of ${Object.keys(families[family]).join(', ')}.`
    : `${family}.${name} is not one of its handlers: put it in ${other}: {…}.`
}
