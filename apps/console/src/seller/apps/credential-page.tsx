import { Link, getRouteApi } from '@tanstack/react-router'
import type { AppCredential } from '@loggia/protocol/console'
import { CopyText, Icon, formatCount, useText } from '@loggia/ui'
import { useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { SellersSignOnCard } from '../../centre/apps/sign-on-card.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { MoreMenu } from '../../centre/parts/more-menu.tsx'
import { MissingPage, Page } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { AdoptionCard } from './adoption-card.tsx'
import { FactsCard } from './facts-card.tsx'
import { ReplaceKeyDialog } from './key-dialogs.tsx'
import { TestCard } from './test-card.tsx'
import { TestBatchesCard } from './test-batches-card.tsx'
import { isTestOpen, whileOpenMs } from './test-open.ts'
import { credentialTexts } from './texts.ts'

const route = getRouteApi('/seller/app-credentials/$appCredentialId')

/** One app credential: its test account, and the connected apps that use an earlier version of it. */
export function CredentialPage() {
  const texts = credentialTexts.use()
  const { appCredentialId } = route.useParams()
  const credential = useRead(
    'GET /api/seller/app-credentials/:appCredentialId',
    { params: { appCredentialId } },
    { refetchInterval: (found) => (found && isTestOpen(found) ? whileOpenMs : false) },
  )
  const missing = (
    <MissingPage
      area="seller"
      title={texts.title}
      text={texts.missing.text}
      back={
        <Link className="btn" to="/seller/app-credentials">
          {texts.missing.back}
        </Link>
      }
    />
  )
  return (
    <Loaded of={credential} skeleton={<CardSkeleton rows={8} />} missing={missing}>
      {(found) => <Found of={found} />}
    </Loaded>
  )
}

type Shown = { readonly of: AppCredential }

function Found({ of }: Shown) {
  const texts = credentialTexts.use()
  const mayWrite = useMayAsk('PUT /api/seller/app-credentials/:appCredentialId', 'access:write')
  return (
    <Page
      area="seller"
      title={of.name}
      crumbs={
        <>
          <Link to="/seller/app-credentials">{texts.title}</Link>
          <Icon name="chevron-right" />
          <span>{of.name}</span>
        </>
      }
      lead={<Facts of={of} />}
      actions={mayWrite ? <Acts of={of} /> : <span className="why">{texts.readOnly}</span>}
    >
      <div className="od">
        <div className="od__main">
          {of.notAdopted > 0 && <AdoptionCard of={of} mayWrite={mayWrite} />}
          <TestCard of={of} mayWrite={mayWrite} />
          {of.callbackUrl !== undefined && (
            <SellersSignOnCard appId={of.appId} domain={of.test.domain} method={of.method} />
          )}
          <TestBatchesCard of={of} />
        </div>
        <div className="od__side">
          <FactsCard of={of} />
        </div>
      </div>
    </Page>
  )
}

function Facts({ of }: Shown) {
  const texts = credentialTexts.use()
  const text = useText()
  const { id, appId, connectedApps, product, version } = of
  return (
    <>
      <Link to="/seller/products/$productId" params={{ productId: product.id }}>
        {text(product.name)}
      </Link>
      <span>
        {texts.facts.appId} <CopyText value={appId} label={texts.facts.appId} />
      </span>
      <span className="num">{texts.version(formatCount(version))}</span>
      <Link to="/seller/app-credentials" search={{ tab: 'apps', credential: id }}>
        {texts.connectedCount(formatCount(connectedApps), connectedApps)}
      </Link>
    </>
  )
}

function Acts({ of }: Shown) {
  const { acts } = credentialTexts.use()
  const [isReplacing, setReplacing] = useState(false)
  return (
    <>
      <Link
        className="btn"
        to="/seller/app-credentials/$appCredentialId/edit"
        params={{ appCredentialId: of.id }}
      >
        {acts.edit}
      </Link>
      <MoreMenu
        of={acts.ofName}
        acts={[{ text: acts.replace, label: acts.replace, onAct: () => setReplacing(true) }]}
      />
      {isReplacing && <ReplaceKeyDialog of={of} onClose={() => setReplacing(false)} />}
    </>
  )
}
