import type { RouteReply } from '@loggia/protocol/console'
import { mostDecided } from '@loggia/protocol/console/views/kinds'
import { Button, Icon, ScrollArea, formatCount, useText } from '@loggia/ui'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useChange } from '../../centre/api.ts'
import type { ReadKey } from '../../centre/api.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { useReason } from '../../centre/parts/reason.tsx'
import { bulkTexts } from './texts.ts'
import type { Selection } from './use-selection.ts'
import './bulk.css'

type DecisionsKey =
  | 'POST /api/operator/addresses/decisions'
  | 'POST /api/operator/sign-ups/decisions'
  | 'POST /api/operator/balance-changes/decisions'
type Results = RouteReply<DecisionsKey>['results']

type Props<T> = {
  readonly of: Selection<T>
  /** The route that decides several; each takes and answers the same but the kind of ids. */
  readonly route: DecisionsKey
  readonly stale: readonly ReadKey[]
  idOf(item: T): string
  nameOf(item: T): string
}
type Outcome = { readonly approve: boolean; readonly results: Results; readonly names: Map<string, string> }

/** Above a list: chooses rows, decides all that are chosen, and shows what became of each. */
export function Bulk<T>(props: Props<T>) {
  const { of } = props
  const [act, setAct] = useState<'approve' | 'reject'>()
  const [outcome, setOutcome] = useState<Outcome>()
  return (
    <>
      {outcome && <OutcomeNote of={outcome} onClose={() => setOutcome(undefined)} />}
      {of.open.length > 1 && <Bar of={of} onAct={setAct} />}
      {act && (
        <Dialog
          {...props}
          approve={act === 'approve'}
          onDone={(done) => {
            of.chooseAll(false)
            setOutcome(done)
          }}
          onClose={() => setAct(undefined)}
        />
      )}
    </>
  )
}

function Bar<T>({ of, onAct }: Pick<Props<T>, 'of'> & { onAct(act: 'approve' | 'reject'): void }) {
  const texts = bulkTexts.use()
  const count = of.chosen.length
  const isTooMany = count > mostDecided
  return (
    <div
      className={count === 0 ? 'bulk__bar' : 'bulk__bar bulk__bar--on'}
      role="group"
      aria-label={texts.label}
    >
      <label className="check">
        <input
          type="checkbox"
          checked={count > 0 && count === of.open.length}
          onChange={(event) => of.chooseAll(event.target.checked)}
        />
        <span>{texts.all(formatCount(of.open.length))}</span>
      </label>
      {count === 0 ? <span className="faint">{texts.range}</span> : <b>{texts.count(formatCount(count))}</b>}
      {isTooMany && <span className="bulk__undone">{texts.most(formatCount(mostDecided))}</span>}
      <span className="grow" />
      {count > 0 && (
        <span className="bulk__acts">
          {(['approve', 'reject'] as const).map((act) => (
            <Button
              key={act}
              size="small"
              variant={act === 'approve' ? 'primary' : 'outlined'}
              disabled={isTooMany}
              onClick={() => onAct(act)}
            >
              {texts[act]}
            </Button>
          ))}
          <Button size="small" variant="plain" onClick={() => of.chooseAll(false)}>
            {texts.clear}
          </Button>
        </span>
      )}
    </div>
  )
}

type DialogProps<T> = Props<T> & {
  readonly approve: boolean
  onDone(outcome: Outcome): void
  onClose(): void
}

function Dialog<T>({ of, approve, route, stale, idOf, nameOf, onDone, onClose }: DialogProps<T>) {
  const all = bulkTexts.use()
  // Those of the moment in which it was opened: the list may be read again meanwhile.
  const [chosen] = useState(of.chosen)
  const reason = useReason(all)
  const change = useChange(route as 'POST /api/operator/addresses/decisions', stale)
  const count = formatCount(chosen.length)
  const send = () => {
    reason.check()
    if (!approve && !reason.isRight) return
    const ids = chosen.map(idOf) as never[]
    const body = approve ? { ids, approve } : { ids, approve, reason: reason.given }
    const names = new Map(chosen.map((item) => [idOf(item), nameOf(item)]))
    const onSuccess = ({ results }: { readonly results: Results }) => {
      onDone({ approve, results, names })
      onClose()
    }
    change.mutate({ body }, { onSuccess })
  }
  return (
    <DecisionDialog
      texts={{
        title: approve ? all.approveTitle(count) : all.rejectTitle(count),
        keep: all.keep,
        busy: all.busy,
      }}
      act={approve ? all.approveDo : all.rejectDo}
      danger={!approve}
      change={change}
      onClose={onClose}
      onAct={send}
    >
      <Results label={all.chosen}>
        {chosen.map((item) => (
          <li key={idOf(item)}>{nameOf(item)}</li>
        ))}
      </Results>
      <p className="t13 dim">{all.each}</p>
      {!approve && reason.field}
    </DecisionDialog>
  )
}

const Results = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <ScrollArea className="bulk__results" label={label}>
    <ul>{children}</ul>
  </ScrollArea>
)

/** What became of each, those that were not decided first. */
function OutcomeNote({
  of: { approve, results, names },
  onClose,
}: {
  readonly of: Outcome
  onClose(): void
}) {
  const texts = bulkTexts.use()
  const text = useText()
  const undone = results.filter(({ done }) => !done)
  const [done, left] = [formatCount(results.length - undone.length), formatCount(undone.length)]
  const all = approve ? texts.allApproved : texts.allRejected
  const some = approve ? texts.someApproved : texts.someRejected
  const one = approve ? texts.one.approved : texts.one.rejected
  return (
    <div className={undone.length === 0 ? 'note note--ok' : 'note note--warn'} role="status">
      <Icon name={undone.length === 0 ? 'check' : 'alert'} />
      <div className="grow">
        <p>{undone.length === 0 ? all(done) : some(done, left)}</p>
        <Results label={texts.results}>
          {[...undone, ...results.filter((result) => result.done)].map((result) => (
            <li key={result.id}>
              {names.get(result.id) ?? result.id}:{' '}
              {result.done ? one : <b className="bulk__undone">{text(result.problem.text)}</b>}
            </li>
          ))}
        </Results>
      </div>
      <Button size="small" variant="plain" onClick={onClose}>
        {texts.close}
      </Button>
    </div>
  )
}

/** The columns of a list with a box before the head of each row that can be decided. */
export function useChoiceColumns<T>(
  columns: readonly Column<T>[],
  { of, nameOf }: Pick<Props<T>, 'of' | 'nameOf'>,
): readonly Column<T>[] {
  const texts = bulkTexts.use()
  if (of.open.length < 2) return columns
  const render = (column: Column<T>) => (item: T) => (
    <div className="bulk__row">
      <label className="check">
        <input
          type="checkbox"
          aria-label={texts.choose(nameOf(item))}
          disabled={!of.isOpen(item)}
          checked={of.isChosen(item)}
          onChange={(event) => of.toggle(item, (event.nativeEvent as MouseEvent).shiftKey)}
        />
      </label>
      <div>{column.render(item)}</div>
    </div>
  )
  return columns.map((column) => (column.head ? { ...column, render: render(column) } : column))
}
