import { Link } from '@tanstack/react-router'
import type { Coming } from '@loggia/protocol/console'
import { Time, useText } from '@loggia/ui'
import type { ReactNode } from 'react'
import { useRead } from '../../centre/api.ts'
import { ComingWhat } from '../../centre/clock/coming-what.tsx'
import { Bar, Loaded } from '../../centre/parts/loaded.tsx'
import { comingTexts } from '../../centre/clock/coming-texts.ts'

const refreshMs = 5_000
const shownAtOnce = 20

export const useComing = () =>
  useRead('GET /api/operator/coming', { query: { limit: shownAtOnce } }, { refetchInterval: refreshMs })

/** What happens next automatically: calls that are sent, and what the market checks again. */
export function ComingList({ act }: { readonly act?: ((item: Coming) => ReactNode) | undefined }) {
  const texts = comingTexts.use()
  const coming = useComing()
  return (
    <Loaded of={coming} skeleton={<ComingSkeleton />}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="card__body t13 faint">{texts.empty}</p>
        ) : (
          <ComingTable items={items} act={act} />
        )
      }
    </Loaded>
  )
}

function ComingTable({
  items,
  act,
}: {
  readonly items: readonly Coming[]
  readonly act: ((item: Coming) => ReactNode) | undefined
}) {
  const { columns } = comingTexts.use()
  const text = useText()
  return (
    <div className="scroll-x">
      <table className="table rows">
        <thead>
          <tr>
            {(['what', 'at', 'seller', 'subject'] as const).map((key) => (
              <th key={key} scope="col" className={key === 'subject' ? 'n' : undefined}>
                {columns[key]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={`${item.kind} ${item.what} ${item.callId ?? item.subject}`}>
              <td className="rows__head" data-label={columns.what}>
                <ComingWhat item={item} />
              </td>
              <td data-label={columns.at}>
                <Time at={item.at} precision="second" />
              </td>
              <td data-label={columns.seller}>{item.seller ? text(item.seller.name) : '–'}</td>
              <td className="n" data-label={columns.subject}>
                <div className="acts">
                  <Leads item={item} />
                  {act?.(item)}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Leads({ item }: { readonly item: Coming }) {
  const texts = comingTexts.use()
  if (item.callId !== undefined)
    return (
      <Link to="/operator/calls/$callId" params={{ callId: item.callId }}>
        {texts.call}
      </Link>
    )
  if (item.subject.startsWith('ord_'))
    return (
      <Link to="/operator/orders/$orderId" params={{ orderId: item.subject }}>
        {texts.order}
      </Link>
    )
  if (item.subject.startsWith('prd_'))
    return (
      <Link to="/operator/products/$productId" params={{ productId: item.subject }}>
        {texts.product}
      </Link>
    )
  if (item.subject.startsWith('sub_'))
    return (
      <Link to="/operator/audit" search={{ subject: item.subject }}>
        {texts.service}
      </Link>
    )
  return <span className="mono wire-id">{item.subject}</span>
}

const ComingSkeleton = () => (
  <div className="card__body stack skgap">
    {[0, 1, 2].map((row) => (
      <Bar key={row} width={`${70 - row * 12}%`} />
    ))}
  </div>
)
