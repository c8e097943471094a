import { Link } from '@tanstack/react-router'
import type { Order, SellerOrder, Supervision } from '@loggia/protocol/console'
import { findLicenseWay } from '@loggia/protocol/console/licenses/kinds'
import { useText } from '@loggia/ui'
import { useEffect, useId, useState } from 'react'
import type { Area } from '../frame.ts'
import { licenseTexts } from '../licenses/texts.ts'
import { Card } from '../parts/page.tsx'
import { actTexts } from './act-texts.ts'
import { nextTexts } from './next-texts.ts'
import { findSituation } from './stages.ts'
import { SupervisionState } from './supervision-state.tsx'
import { supervisionTexts } from './texts.ts'
import { UntilText } from './until-text.tsx'
import { useMayAct } from './use-may-act.ts'
import type { useSupervisionsOf } from './use-supervisions.ts'

type OfOrder = {
  readonly area: Area
  readonly order: Order | SellerOrder
  readonly of: ReturnType<typeof useSupervisionsOf>
}

/** The supervised deliveries of an order: how far each is, and the way to the page where it goes on. */
export function SupervisionCards({ area, order, of: { data, refetch } }: OfOrder) {
  // The acts of others are part of the order's history; what there was at first has just been read.
  const newest = order.history.at(-1)?.sequence
  const [first] = useState(newest)
  useEffect(() => {
    if (newest !== first) void refetch()
  }, [newest, first, refetch])
  return data?.items.map((one) => <OneCard key={one.id} area={area} of={one} />)
}

function OneCard({ area, of }: { readonly area: Area; readonly of: Supervision }) {
  const texts = supervisionTexts.use()
  const text = useText()
  const acts = actTexts.use()
  const { handOver } = licenseTexts.use()
  const situation = findSituation(of)
  const mayAct = useMayAct(area) && !of.paused
  // A code is activated by software, and its license is on this page.
  const isTurn = mayAct && of.turn === area && of.stage !== 'activation'
  const { go } = texts.card
  function nameAct(): string {
    if (of.stage === 'demand' && of.flow === 'license_online') return acts.identification.act
    const way = of.stage === 'performing' ? findLicenseWay(of.flow) : undefined
    return way ? handOver.acts[way] : go[of.stage]
  }
  return (
    <Card
      id={useId()}
      title={texts.card.title}
      beside={<SupervisionState of={of} />}
      end={
        <Link
          className={isTurn ? 'btn btn--primary' : 'btn'}
          to={`/${area}/supervisions/$supervisionId`}
          params={{ supervisionId: of.id }}
        >
          {isTurn ? nameAct() : texts.card.open}
        </Link>
      }
    >
      <div className="stack">
        <p className="t13 dim">
          {text(of.product.name)} · {text(of.specification)}
        </p>
        <p className="t13">{nextTexts.use()[area][situation]}</p>
        {of.until && (
          <p className="t13 dim">
            <UntilText of={of} until={of.until} />
          </p>
        )}
      </div>
    </Card>
  )
}
