import { Link } from '@tanstack/react-router'
import type { AppCredential } from '@loggia/protocol/console'
import { Button, CopyText, Icon, useLanguage, useToast } from '@loggia/ui'
import { useId } from 'react'
import { useChange } from '../../centre/api.ts'
import { formatBatch } from '../../centre/apps/batch-words.ts'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { Card, Fact } from '../../centre/parts/page.tsx'
import { paths } from '../../storefront/links.ts'
import { staleCredentials } from './stale.ts'
import { TestState } from './test-state.tsx'
import { credentialTexts } from './texts.ts'
import './apps.css'

type Props = { readonly of: AppCredential; readonly mayWrite: boolean }

/** R270: the test company, and what was told of it. */
export function TestCard({ of, mayWrite }: Props) {
  const texts = credentialTexts.use().account
  const { test } = of
  return (
    <Card id={useId()} title={texts.title} beside={<TestState of={test} pill />} bare>
      <div className="card__body stack">
        <p className="t13 dim">{texts.lead}</p>
        {test.asks && <Failed of={of} mayWrite={mayWrite} />}
      </div>
      <dl className="ins">
        <Fact name={texts.tenantId}>
          <CopyText value={test.tenantId} label={texts.tenantId} />
        </Fact>
        <Fact name={texts.clientId}>
          <CopyText value={test.clientId} label={texts.clientId} />
        </Fact>
        <Fact name={texts.tenantCode}>
          <CopyText value={test.tenantCode} label={texts.tenantCode} />
        </Fact>
        <Fact name={texts.userName}>
          {test.userName === undefined ? (
            <span className="faint">{texts.notRequested}</span>
          ) : (
            <CopyText value={test.userName} label={texts.userName} />
          )}
        </Fact>
        <div className="account__wide">
          <dt>{texts.domain}</dt>
          <dd>
            <CopyText value={test.domain} label={texts.domain} />
          </dd>
        </div>
      </dl>
      {test.userName === undefined ? (
        <Request of={of} mayWrite={mayWrite} />
      ) : (
        <SignOn of={of} mayWrite={mayWrite} />
      )}
    </Card>
  )
}

/** What the seller's server did not confirm, and a button that sends it again. */
function Failed({ of: { id, test }, mayWrite }: Props) {
  const texts = credentialTexts.use().account
  const language = useLanguage()
  const toast = useToast()
  const repeat = useChange(
    'POST /api/seller/app-credentials/:appCredentialId/test-repetition',
    staleCredentials,
  )
  if (!test.asks) return null
  return (
    <>
      <div className="note note--bad">
        <Icon name="alert" />
        <p className="grow">
          {texts.failed(formatBatch(test.asks, language))} {texts.repair}
        </p>
        {mayWrite && (
          <ActButton
            busy={texts.repeatBusy}
            isBusy={repeat.isPending}
            onAct={() =>
              repeat.mutate(
                { params: { appCredentialId: id } },
                { onSuccess: () => toast.success(texts.repeated) },
              )
            }
          >
            {texts.repeat}
          </ActButton>
        )}
      </div>
      <Refusal error={repeat.error} />
    </>
  )
}

/** The app as the test person sees it, in a new tab. */
function SignOn({ of: { id, callbackUrl, test }, mayWrite }: Props) {
  const texts = credentialTexts.use().account.signOn
  const isReady = callbackUrl !== undefined
  return (
    <div className="card__foot row between row--wrap">
      <p className="t13 dim">
        {isReady ? (test.confirmed ? texts.lead : texts.unconfirmed) : texts.noCallback}
      </p>
      {isReady ? (
        <a className="btn" href={paths.openApp(test.connectedAppId)} target="_blank" rel="noopener">
          {texts.act}
        </a>
      ) : (
        mayWrite && (
          <Link
            className="btn"
            to="/seller/app-credentials/$appCredentialId/edit"
            params={{ appCredentialId: id }}
          >
            {texts.addCallback}
          </Link>
        )
      )}
    </div>
  )
}

/** The test person is told once. */
function Request({ of: { id }, mayWrite }: Props) {
  const texts = credentialTexts.use().account
  const toast = useToast()
  const request = useChange(
    'POST /api/seller/app-credentials/:appCredentialId/test-account',
    staleCredentials,
  )
  const onRequest = () =>
    request.mutate({ params: { appCredentialId: id } }, { onSuccess: () => toast.success(texts.requested) })
  return (
    <div className="card__foot stack">
      <div className="row between row--wrap">
        <p className="t13 dim">{texts.requestNote}</p>
        {mayWrite && (
          <Button disabled={request.isPending} onClick={onRequest}>
            {request.isPending ? texts.requestBusy : texts.request}
          </Button>
        )}
      </div>
      <Refusal error={request.error} />
    </div>
  )
}
