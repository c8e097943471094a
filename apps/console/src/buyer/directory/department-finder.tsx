import type { Department } from '@loggia/protocol/console'
import { Button, formatCount } from '@loggia/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { FindField } from '../../centre/parts/find-field.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { departmentTexts } from './department-texts.ts'
import { formatPlace, useDepartmentsFound } from './departments.ts'
import './directory.css'

/** Finds a department by a text; without one, shows `children`, in which it is chosen otherwise. */
export function DepartmentFinder(props: {
  readonly enterpriseId: string
  readonly without?: string | undefined
  readonly children: ReactNode
  onChoose(department: Department): void
}) {
  const texts = departmentTexts.use()
  const [q, setQ] = useState<string>()
  return (
    <>
      <div className="dir__find">
        <FindField
          label={texts.find}
          hint={texts.find}
          isCode={false}
          maxLength={100}
          value={q}
          onFind={setQ}
        />
      </div>
      {q === undefined ? (
        props.children
      ) : (
        <Found
          {...props}
          q={q}
          onClear={() => setQ(undefined)}
          onChoose={(department) => {
            setQ(undefined)
            props.onChoose(department)
          }}
        />
      )}
    </>
  )
}

type OfFound = {
  readonly enterpriseId: string
  readonly q: string
  readonly without?: string | undefined
  onClear(): void
  onChoose(department: Department): void
}

function Found({ enterpriseId, q, without, onClear, onChoose }: OfFound) {
  const texts = departmentTexts.use()
  const list = useDepartmentsFound(enterpriseId, q)
  return (
    <Loaded of={{ ...list, data: list.items }} skeleton={<CardSkeleton rows={3} />}>
      {(items) => (
        <>
          <p className="dir__count t12 faint" role="status">
            {items.length === 0
              ? texts.noneFound(q)
              : texts.foundCount(formatCount(items.length), list.hasNextPage)}
          </p>
          <ul className="dir__found">
            {items
              .filter(({ id, above }) => id !== without && !above.some((one) => one.id === without))
              .map((department) => (
                <li key={department.id}>
                  <button type="button" onClick={() => onChoose(department)}>
                    <b>{department.name}</b>
                    <span className="t12 faint">{formatPlace(department)}</span>
                    <span className="t12 faint mono">{department.code}</span>
                  </button>
                </li>
              ))}
          </ul>
          <div className="row row--wrap dir__count">
            {list.hasNextPage && (
              <Button
                size="small"
                disabled={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                {list.isFetchingNextPage ? texts.loading : texts.more}
              </Button>
            )}
            <Button size="small" variant="plain" onClick={onClear}>
              {texts.clear}
            </Button>
          </div>
        </>
      )}
    </Loaded>
  )
}
