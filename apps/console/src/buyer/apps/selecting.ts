import type { ClientInput } from '@loggia/client'
import type { Person } from '@loggia/protocol/console'
import { useState } from 'react'

/** Whom an assignment is about: people by their ids, a department with what is below it, a group, or everybody. */
export type Selection =
  ClientInput<'POST /api/buyer/connected-apps/:connectedAppId/withdrawals'>['body']['people']

export type WhoKind = 'people' | 'department' | 'group' | 'all'
/** Chosen people: their names by their ids. */
export type Chosen = ReadonlyMap<Person['id'], string>

/** What is chosen of each kind, so that nothing is lost by looking at another kind; and the selection that it makes. */
export function useWho(kinds: readonly [WhoKind, ...WhoKind[]]) {
  const [kind, setKind] = useState<WhoKind>(kinds[0])
  const [people, setPeople] = useState<Chosen>(new Map())
  const [departmentId, setDepartment] = useState<string>()
  const [groupId, setGroup] = useState<string>()
  return {
    kinds,
    kind,
    people,
    departmentId,
    groupId,
    setKind,
    setPeople,
    setDepartment,
    setGroup,
    selection: toSelection({ kind, people, departmentId, groupId }),
  }
}
export type Who = ReturnType<typeof useWho>

/** Undefined if something is still to be chosen. */
function toSelection({
  kind,
  people,
  departmentId,
  groupId,
}: {
  readonly kind: WhoKind
  readonly people: Chosen
  readonly departmentId: string | undefined
  readonly groupId: string | undefined
}): Selection | undefined {
  switch (kind) {
    case 'people':
      return people.size === 0 ? undefined : { ids: [...people.keys()] }
    case 'department':
      return departmentId === undefined ? undefined : { departmentId }
    case 'group':
      return groupId === undefined ? undefined : { groupId }
    case 'all':
      return { all: true }
  }
}
