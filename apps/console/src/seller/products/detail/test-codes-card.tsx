import { mostTestLicenses } from '@loggia/protocol/console/licenses/kinds'
import type { TestLicense } from '@loggia/protocol/console'
import { Button, CopyText, Icon, State, Time, useToast } from '@loggia/ui'
import { useChange, useRead } from '../../../centre/api.ts'
import { createKey } from '../../../centre/fresh-key.ts'
import { Refusal } from '../../../centre/parts/dialog.tsx'
import { Card } from '../../../centre/parts/page.tsx'
import { useMayAsk } from '../../../centre/rights/rights.ts'
import { testCodeTexts } from './test-codes-texts.ts'

const list = 'GET /api/seller/products/:productId/test-licenses'
const refreshMs = 5_000

type OfProduct = {
  readonly productId: string | undefined
  /** The product is on sale or under review: there is nothing to submit from here, so nothing is missing. */
  readonly isSubmitted?: boolean
}

/** A code is activated and queried once, by the seller's software, before the product may be submitted. */
export function TestCodesCard({ productId, isSubmitted = false }: OfProduct) {
  const texts = testCodeTexts.use()
  return (
    <Card id="test-codes" title={texts.title} bare>
      {productId === undefined ? (
        <p className="card__body t13 dim">
          {texts.note} {texts.saveFirst}
        </p>
      ) : (
        <Codes productId={productId} isSubmitted={isSubmitted} />
      )}
    </Card>
  )
}

function Codes({ productId, isSubmitted }: { readonly productId: string; readonly isSubmitted: boolean }) {
  const texts = testCodeTexts.use()
  // The calls come from the seller's software while this page is open.
  const codes = useRead(list, { params: { productId } }, { refetchInterval: refreshMs })
  const items = codes.data?.items ?? []
  return (
    <>
      <div className="card__body stack">
        <p className="t13 dim">{isSubmitted ? texts.noteSubmitted : texts.note}</p>
        {codes.data && !isSubmitted && <Tested items={items} />}
        <Refusal error={codes.error} />
      </div>
      {items.length > 0 && <Table items={items} />}
      <Make productId={productId} isFull={items.length >= mostTestLicenses} />
    </>
  )
}

/** Whether both calls were made, by one code or by two. */
function Tested({ items }: { readonly items: readonly TestLicense[] }) {
  const texts = testCodeTexts.use()
  const missing = [
    ...(items.some(({ activatedAt }) => activatedAt) ? [] : [texts.marks.activated]),
    ...(items.some(({ checkedAt }) => checkedAt) ? [] : [texts.marks.checked]),
  ]
  const isDone = missing.length === 0
  return (
    <div className={isDone ? 'note note--ok' : 'note note--info'} role="status">
      <Icon name={isDone ? 'check' : 'clock'} />
      <p>{isDone ? texts.passed : texts.missing(missing.join(texts.comma))}</p>
    </div>
  )
}

function Table({ items }: { readonly items: readonly TestLicense[] }) {
  const { columns, label } = testCodeTexts.use()
  return (
    <div className="scroll-x">
      <table className="table rows">
        <thead>
          <tr>
            <th scope="col">{columns.code}</th>
            <th scope="col">{columns.activated}</th>
            <th scope="col">{columns.checked}</th>
            <th scope="col">{columns.created}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.id}>
              <td className="rows__head" data-label={columns.code}>
                <span className="wire-id">
                  <CopyText value={one.code} label={label} />
                </span>
              </td>
              <td data-label={columns.activated}>
                <Mark at={one.activatedAt} />
              </td>
              <td data-label={columns.checked}>
                <Mark at={one.checkedAt} />
              </td>
              <td data-label={columns.created}>
                <Time at={one.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Mark({ at }: { readonly at: string | undefined }) {
  const { notYet } = testCodeTexts.use()
  if (at === undefined) return <State kind="end">{notYet}</State>
  return (
    <State kind="ok">
      <Time at={at} />
    </State>
  )
}

function Make({ productId, isFull }: { readonly productId: string; readonly isFull: boolean }) {
  const texts = testCodeTexts.use()
  const toast = useToast()
  const key = 'POST /api/seller/products/:productId/test-licenses'
  const mayMake = useMayAsk(key, 'products:write')
  const make = useChange(key, [list, 'GET /api/seller/products/:productId/history'])
  if (!mayMake) return null
  return (
    <div className="card__foot card__foot--acts">
      <Button
        disabled={make.isPending}
        onClick={() =>
          make.mutate(
            { params: { productId }, idempotencyKey: createKey() },
            { onSuccess: () => toast.success(texts.made) },
          )
        }
      >
        {make.isPending ? texts.making : texts.make}
      </Button>
      {isFull && <span className="t12 faint">{texts.full(mostTestLicenses)}</span>}
      <Refusal error={make.error} />
    </div>
  )
}
