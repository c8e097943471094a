import { Link } from '@tanstack/react-router'
import type { ConnectedApp } from '@loggia/protocol/console'
import type { PersonalData } from '@loggia/protocol/console/apps/kinds'
import { Button, CopyText, Time, useText } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { BuyersSignOnCard } from '../../centre/apps/sign-on-card.tsx'
import { Refusal } from '../../centre/parts/dialog.tsx'
import { Card, Fact } from '../../centre/parts/page.tsx'
import { paths } from '../../storefront/links.ts'
import { useDone } from '../directory/use-done.ts'
import { isOpen } from './following.ts'
import { SharedDataField } from './shared-data.tsx'
import { staleApps } from './stale.ts'
import { appTexts } from './texts.ts'
import '../directory/directory.css'
import './apps.css'

type OfApp = { readonly of: ConnectedApp }

/** What is passed on of people, and how the connection is known. */
export function SettingsTab({ of }: OfApp) {
  return (
    <div className="od__main dir__settings">
      {isOpen(of) && <SharedDataCard key={of.sharedData.join(' ')} of={of} />}
      <FactsCard of={of} />
      {isOpen(of) && of.signOn && <BuyersSignOnCard domain={of.domain} method={of.signOn} />}
    </div>
  )
}

function SharedDataCard({ of }: OfApp) {
  const texts = appTexts.use().shared
  const [shared, setShared] = useState<PersonalData[]>([...of.sharedData])
  const change = useChange('PUT /api/buyer/connected-apps/:connectedAppId/shared-data', staleApps)
  const done = useDone(texts.done, () => undefined)
  const isSame = shared.toSorted().join(' ') === of.sharedData.toSorted().join(' ')
  return (
    <Card id={useId()} title={texts.title}>
      <div className="stack appdata">
        <SharedDataField asked={of.askedData} shared={shared} onChange={setShared} />
        {of.askedData.length > 0 && (
          <div className="row row--wrap">
            <Button
              disabled={change.isPending || isSame}
              onClick={() =>
                change.mutate({ params: { connectedAppId: of.id }, body: { sharedData: shared } }, done)
              }
            >
              {change.isPending ? texts.busy : texts.save}
            </Button>
            <span className="t12 faint">{texts.note}</span>
          </div>
        )}
        <Refusal error={change.error} />
      </div>
    </Card>
  )
}

function FactsCard({ of }: OfApp) {
  const texts = appTexts.use().facts
  const text = useText()
  return (
    <Card id={useId()} title={texts.title} bare>
      <dl className="ins dir__facts">
        <Fact name={texts.product}>
          <a href={paths.product(of.product.id)}>{text(of.product.name)}</a>
        </Fact>
        <Fact name={texts.company}>
          <Link to="/buyer/companies/$enterpriseId" params={{ enterpriseId: of.enterprise.id }}>
            {of.enterprise.name}
          </Link>
        </Fact>
        <Fact name={texts.created}>
          <Time at={of.createdAt} currentYear={0} />
        </Fact>
        <Fact name={texts.connected}>
          {of.connectedAt === undefined ? (
            <span className="faint">–</span>
          ) : (
            <Time at={of.connectedAt} currentYear={0} />
          )}
        </Fact>
        <Fact name={texts.tenantId}>
          <CopyText value={of.tenantId} label={texts.tenantId} />
        </Fact>
        <Fact name={texts.clientId}>
          <CopyText value={of.clientId} label={texts.clientId} />
        </Fact>
        <Fact name={texts.loginUrl}>
          <CopyText value={of.loginUrl} label={texts.loginUrl} />
        </Fact>
        <Fact name={texts.domain}>
          <CopyText value={of.domain} label={texts.domain} />
        </Fact>
      </dl>
      <p className="card__foot t12 faint">{texts.note}</p>
    </Card>
  )
}
