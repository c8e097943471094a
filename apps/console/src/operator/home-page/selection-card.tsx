import { mostChosen } from '@loggia/protocol/console/home-page/kinds'
import { Button, EmptyArch, State } from '@loggia/ui'
import { useId, useState } from 'react'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { useRowDrag } from '../../centre/parts/drag-handle.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { AddDialog } from './add-dialog.tsx'
import { moveChosen } from './chosen.ts'
import { ReasonDialog } from './reason-dialog.tsx'
import { SelectionRow } from './selection-row.tsx'
import { SpanDialog } from './span-dialog.tsx'
import { homePageTexts } from './texts.ts'
import { useSelection } from './use-selection.ts'
import type { Selection } from './use-selection.ts'
import './home-page.css'

type Props = { readonly of: Selection; readonly mayChange: boolean }
type Chosen = Selection['products'][number]
type Open = { readonly act: 'add' | 'dates' } | { readonly act: 'reason'; readonly of: Chosen }

const stateKinds = { empty: 'end', planned: 'run', shown: 'ok', ended: 'end' } as const

/** The chosen products in their order, with whether visitors see each of them. */
export function SelectionCard({ of, mayChange }: Props) {
  const texts = homePageTexts.use().selection
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const dates = useSpanText()(of)
  return (
    <Card
      id={useId()}
      title={texts.title}
      beside={
        <>
          <State kind={stateKinds[of.state]} pill>
            {texts.states[of.state]}
          </State>
          <span className="t13 faint">
            {[texts.count(of.products.length, mostChosen), dates].filter(Boolean).join(' · ')}
          </span>
        </>
      }
      end={
        mayChange && (
          <>
            <Button onClick={() => setOpen({ act: 'dates' })}>{texts.dates}</Button>
            <Button variant="primary" onClick={() => setOpen({ act: 'add' })}>
              {texts.add}
            </Button>
          </>
        )
      }
      bare
    >
      {of.products.length === 0 ? (
        <EmptyArch title={texts.empty.title} text={texts.empty.text} />
      ) : (
        <Products of={of} mayChange={mayChange} onReason={(one) => setOpen({ act: 'reason', of: one })} />
      )}
      {open?.act === 'add' && <AddDialog of={of} onClose={close} />}
      {open?.act === 'dates' && <SpanDialog of={of} onClose={close} />}
      {open?.act === 'reason' && <ReasonDialog of={of} product={open.of} onClose={close} />}
    </Card>
  )
}

function Products({ of, mayChange, onReason }: Props & { onReason(of: Chosen): void }) {
  const texts = homePageTexts.use().selection
  const { columns } = texts
  const { products } = of
  const { change, isBusy, save } = useSelection(of)
  const placeOf = (id: string) => products.findIndex((one) => one.id === id)
  const move = (id: string, by: number) => {
    const moved = moveChosen(products, id, by)
    if (moved) save({ products: moved }, texts.moved)
    return Promise.resolve()
  }
  const drag = useRowDrag((from, to) => placeOf(to) - placeOf(from), move)
  return (
    <>
      <div className="homesel__note t13 dim">
        <p>{texts.note}</p>
        {mayChange && <p>{texts.orderNote}</p>}
      </div>
      <table className="table rows">
        <thead>
          <tr>
            <th scope="col">{columns.product}</th>
            <th scope="col">{columns.reason}</th>
            <th scope="col">{columns.state}</th>
            {mayChange && (
              <th scope="col" className="n">
                {columns.acts}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {products.map((product, at) => (
            <SelectionRow
              key={product.id}
              of={product}
              place={at + 1}
              last={products.length}
              mayChange={mayChange}
              isMoving={isBusy}
              drag={drag}
              onMove={(by) => void move(product.id, by)}
              onReason={() => onReason(product)}
              onRemove={() => save({ products: products.filter((one) => one !== product) }, texts.removed)}
            />
          ))}
        </tbody>
      </table>
      <Refusal error={change.error} />
    </>
  )
}

/** How the dates of a selection are written; nothing if it has none. */
function useSpanText(): (of: Pick<Selection, 'from' | 'until'>) => string | undefined {
  const { span } = homePageTexts.use().selection
  return ({ from, until }) => {
    if (from !== undefined && until !== undefined) return span.both(from, until)
    if (from !== undefined) return span.from(from)
    return until === undefined ? undefined : span.until(until)
  }
}
