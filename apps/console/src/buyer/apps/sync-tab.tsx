import type { ConnectedApp } from '@loggia/protocol/console'
import { Button, Time, formatCount } from '@loggia/ui'
import { useId } from 'react'
import { useChange, useList } from '../../centre/api.ts'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { More } from '../../centre/parts/listing.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { NoRows } from '../../centre/parts/no-rows.tsx'
import { Outcome } from '../../centre/parts/outcome.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { BatchRows } from './batch-rows.tsx'
import { isOpen } from './following.ts'
import { RepeatButton } from './repeat-button.tsx'
import { staleApps } from './stale.ts'
import { syncTexts } from './sync-texts.ts'
import './apps.css'

type OfApp = { readonly of: ConnectedApp }

/** What the seller knows, and what it was told. */
export function SyncTab({ of }: OfApp) {
  return (
    <div className="od__main">
      {of.state !== 'ended' && <StandingCard of={of} />}
      <BatchesCard of={of} />
    </div>
  )
}

const places = ['confirmed', 'waiting', 'failed', 'leftOut'] as const

function StandingCard({ of }: OfApp) {
  const { standing: texts } = syncTexts.use()
  const leftOut = of.departments.leftOut + of.people.leftOut
  return (
    <Card id={useId()} title={texts.title} bare>
      <div className="scroll-x">
        <table className="table appsync">
          <thead>
            <tr>
              <th scope="col">{texts.of}</th>
              {places.map((place) => (
                <th key={place} scope="col" className="n">
                  {texts[place]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(['departments', 'people'] as const).map((what) => (
              <tr key={what}>
                <th scope="row">{texts[what]}</th>
                {places.map((place) => (
                  <td key={place} className="n num">
                    {formatCount(of[what][place])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isOpen(of) && <Acts of={of} leftOut={leftOut} />}
    </Card>
  )
}

function Acts({ of, leftOut }: OfApp & { readonly leftOut: number }) {
  const texts = syncTexts.use().reconcile
  const change = useChange('POST /api/buyer/connected-apps/:connectedAppId/reconciliation', staleApps)
  const differing = change.data?.differing
  return (
    <div className="card__foot stack">
      <p className="t13 dim">{texts.text}</p>
      <div className="row row--wrap">
        <Button
          disabled={change.isPending}
          onClick={() => change.mutate({ params: { connectedAppId: of.id } })}
        >
          {change.isPending ? texts.busy : texts.act}
        </Button>
        {leftOut > 0 && <RepeatButton connectedAppId={of.id} items={leftOut} />}
        <span className="t12 faint">
          {of.reconciledAt === undefined ? (
            texts.never
          ) : (
            <>
              {texts.last} <Time at={of.reconciledAt} />
            </>
          )}
        </span>
      </div>
      <div role="status">
        {differing !== undefined && (
          <Outcome text={differing === 0 ? texts.same : texts.differing(formatCount(differing), differing)} />
        )}
      </div>
      <Refusal error={change.error} />
    </div>
  )
}

function BatchesCard({ of }: OfApp) {
  const { batches: texts } = syncTexts.use()
  const id = useId()
  const batches = useList(
    'GET /api/buyer/connected-apps/:connectedAppId/batches',
    {},
    { params: { connectedAppId: of.id } },
  )
  return (
    <section className="card listing" aria-labelledby={id}>
      <div className="card__head">
        <h2 id={id}>{texts.title}</h2>
        <span className="t13 faint">{texts.lead}</span>
      </div>
      <Loaded of={{ ...batches, data: batches.items }} skeleton={<CardSkeleton rows={6} />}>
        {(items) =>
          items.length === 0 ? (
            <NoRows level={3} empty={texts.empty} />
          ) : (
            <>
              <BatchRows connectedAppId={of.id} items={items} mayRepeat={isOpen(of)} />
              <More of={batches} count={items.length} />
            </>
          )
        }
      </Loaded>
    </section>
  )
}
