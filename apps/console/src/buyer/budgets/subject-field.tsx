import { omitUndefined } from '@loggia/kernel'
import type { Budget, Member } from '@loggia/protocol/console'
import { formatCount } from '@loggia/ui'
import { useEffect, useState } from 'react'
import { useList, useRead } from '../../centre/api.ts'
import { SelectField, TextField } from '../../centre/parts/fields.tsx'
import { budgetTexts } from './texts.ts'

const mostListed = 100
/** The server is asked when the reader pauses. */
const quietMs = 250

type Props = {
  readonly value: string
  /** The budget that is changed: its subject stays. */
  readonly fixed: Budget | undefined
  readonly error: string | undefined
  onChange(value: string): void
}

/** For whom a budget is: a cost centre in use, or a member, who is found by typing if there are many. */
export function SubjectField({ value, fixed, error, onChange }: Props) {
  const texts = budgetTexts.use()
  const centres = useRead('GET /api/buyer/buying-options', {}).data?.costCentres ?? []
  const found = useFoundMembers(fixed === undefined)
  const [chosen, setChosen] = useState<Pick<Member, 'id' | 'name'> | undefined>(fixed?.member)
  const offered = centres.filter(({ id, archived }) => !archived || id === value)
  // Whoever is chosen stays so, though what is typed afterwards may match others.
  const members =
    chosen && !found.members.some(({ id }) => id === chosen.id) ? [chosen, ...found.members] : found.members
  const choose = (id: string): void => {
    setChosen(members.find((member) => member.id === id))
    onChange(id)
  }
  return (
    <>
      {found.isNeeded && <FindMember of={found} />}
      <SelectField
        name="memberId"
        label={texts.budgetForm.whose}
        value={value}
        disabled={fixed !== undefined}
        error={error}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{texts.budgetForm.choose}</option>
        {offered.length > 0 && (
          <optgroup label={texts.of.centre}>
            {offered.map(({ id, code, name }) => (
              <option key={id} value={id}>
                {code} {name}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label={texts.of.member}>
          {members.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      </SelectField>
    </>
  )
}

/** The members who may have a budget and match what is typed, the newest hundred of them. */
function useFoundMembers(enabled: boolean) {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), quietMs)
    return () => clearTimeout(timer)
  }, [typed])
  const q = asked || undefined
  const first = useList('GET /api/buyer/members', { limit: mostListed }, { enabled })
  const matching = useList('GET /api/buyer/members', omitUndefined({ limit: mostListed, q }), {
    enabled: enabled && q !== undefined,
  })
  const shown = q === undefined ? first : matching
  return {
    typed,
    setTyped,
    members: (shown.items ?? []).filter(({ rights }) => !rights.main),
    isNeeded: first.hasNextPage,
    isSearched: q !== undefined && shown.data !== undefined,
    hasMore: shown.hasNextPage,
  }
}

function FindMember({ of }: { readonly of: ReturnType<typeof useFoundMembers> }) {
  const texts = budgetTexts.use().budgetForm
  return (
    <>
      <TextField
        name="find"
        type="search"
        label={texts.find}
        hint={texts.findHint}
        autoComplete="off"
        maxLength={100}
        value={of.typed}
        onChange={(event) => of.setTyped(event.target.value)}
      />
      <p className="t12 faint" role="status">
        {of.isSearched && (of.hasMore ? texts.foundMany : texts.found(formatCount(of.members.length)))}
      </p>
    </>
  )
}
