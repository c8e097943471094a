import { mostPeopleAtOnce } from '@loggia/protocol/console/directory/kinds'
import type { PersonAct } from '@loggia/protocol/console'
import { Button, formatCount } from '@loggia/ui'
import { useState } from 'react'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import type { PeopleFilter } from './directory-search.ts'
import { PeopleActDialog } from './people-acts.tsx'
import { peopleTexts } from './people-texts.ts'
import './directory.css'

type Props = {
  readonly enterpriseId: string
  readonly ids: readonly string[]
  /** Whom the filters find, if those are more than are shown, and all shown are selected. */
  readonly everybody: { readonly filter: PeopleFilter; readonly expected: number } | undefined
  readonly isEverybody: boolean
  onEverybody(): void
  onClear(): void
}

/** The selected people, and what can be done with all of them. */
export function PeopleBar({ enterpriseId, ids, everybody, isEverybody, onEverybody, onClear }: Props) {
  const texts = peopleTexts.use()
  const [act, setAct] = useState<PersonAct>()
  const all = isEverybody ? everybody : undefined
  const count = all?.expected ?? ids.length
  const isTooMany = !all && ids.length > mostPeopleAtOnce
  const button = (one: PersonAct) => (
    <Button key={one} size="small" onClick={() => setAct(one)}>
      {texts.acts[one].act}
    </Button>
  )
  const line = (one: PersonAct) => {
    const { act: text } = texts.acts[one]
    return { text, label: text, onAct: () => setAct(one) }
  }
  return (
    <div className="selbar">
      <b role="status">
        {all
          ? texts.selection.isEverybody(formatCount(count), count)
          : texts.selection.count(formatCount(count), count)}
      </b>
      {everybody && !all && (
        <button className="link" type="button" onClick={onEverybody}>
          {texts.selection.everybody(formatCount(everybody.expected))}
        </button>
      )}
      <span className="grow" />
      {isTooMany ? (
        <span>{texts.selection.tooMany(formatCount(mostPeopleAtOnce))}</span>
      ) : (
        <span className="dir__acts">
          {(['move', 'disable', 'enable', 'join_group'] as const).map(button)}
          <MoreMenu of={texts.selection.more} acts={(['quit_group', 'leave'] as const).map(line)} />
        </span>
      )}
      <Button size="small" variant="plain" onClick={onClear}>
        {texts.selection.clear}
      </Button>
      {act && (
        <PeopleActDialog
          enterpriseId={enterpriseId}
          act={act}
          of={all ?? { ids: [...ids] }}
          who={texts.acts.who(formatCount(count), count)}
          onDone={onClear}
          onClose={() => setAct(undefined)}
        />
      )}
    </div>
  )
}
