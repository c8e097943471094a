import { createStep, changeMembers, membersIn, createNamedStep } from './steps.ts'
import type { StepWay } from './steps.ts'

// Only some members of the body were signed: by a class that does not know the others, or by a list of names in the
// code.

/** Up to this number of members, every selection is tried. */
const most = 10

const alone = (way: StepWay): StepWay => ({ ...way, isAlone: true })

function listSelections(names: readonly string[]): (readonly string[])[] {
  if (names.length > most)
    return names.slice(0, 30).flatMap((name, i) => names.slice(i + 1, 30).map((other) => [name, other]))
  return Array.from({ length: 2 ** names.length }, (_, bits) =>
    names.filter((__, i) => ((bits >> i) & 1) === 1),
  )
}

/** The ways in which several members were left out, or only values were kept. */
export function listSelectionWays(text: string): StepWay[] {
  const members = membersIn(text)
  if (!members || text.length > 4096) return []
  const names = members.map(([name]) => name)
  const outs = listSelections(names).filter((out) => out.length > 1 && out.length < names.length)
  const valueOf = new Map(
    members.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
  const without = outs.map((out) =>
    alone(
      createNamedStep(
        { kind: 'body_members_left_out', members: out.slice(0, 20).map((name) => name.slice(0, 80)) },
        changeMembers((all) => all.filter(([name]) => !out.includes(name))),
        out.join(),
      ),
    ),
  )
  const kept =
    names.length > most
      ? [names].filter((all) => all.length > 0)
      : listSelections(names).filter((some) => some.some((name) => valueOf.get(name) !== ''))
  const values = kept.flatMap((some) =>
    ['', ',', '&', '|'].map((between) =>
      alone(
        createStep(
          'body_values_only',
          () => some.map((name) => valueOf.get(name)).join(between),
          some.join() + between,
        ),
      ),
    ),
  )
  return [...without, ...values]
}
