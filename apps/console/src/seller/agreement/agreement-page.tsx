import type { RouteReply } from '@loggia/protocol/console'
import { Icon, State, Time, formatCount, useText, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { ActButton, Refusal } from '../../centre/parts/dialog.tsx'
import { TickField } from '../../centre/parts/fields.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, Lead, Page } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { WrittenText } from '../../storefront/agreement/written-text.tsx'
import { agreementTexts } from './texts.ts'
import '../../storefront/agreement/written-text.css'
import './agreement.css'

type Standing = RouteReply<'GET /api/seller/agreement'>

/** R89: the seller agreement in force; an owner accepts a new version here. */
export function AgreementPage() {
  const texts = agreementTexts.use()
  const standing = useRead('GET /api/seller/agreement', {})
  const found = standing.data
  return (
    <Page
      area="seller"
      title={texts.title}
      lead={<Lead>{texts.lead}</Lead>}
      state={
        found && (
          <State kind={found.isAccepted ? 'ok' : 'warn'} pill>
            {texts.state[found.isAccepted ? 'accepted' : 'waiting']}
          </State>
        )
      }
    >
      <Loaded of={standing} skeleton={<CardSkeleton rows={8} />}>
        {(shown) => (
          <div className="stack stack--wide">
            <Text of={shown} />
            {!shown.isAccepted && <Accept of={shown} />}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Text({ of: { agreement, accepted, isAccepted } }: { readonly of: Standing }) {
  const texts = agreementTexts.use()
  const text = useText()
  const { version, at } = agreement
  return (
    <Card id={useId()} title={at === undefined ? texts.builtIn : texts.version(formatCount(version))} bare>
      <dl className="ins">
        {at !== undefined && (
          <Fact name={texts.published}>
            <Time at={at} />
          </Fact>
        )}
        {isAccepted && accepted && (
          <Fact name={texts.accepted}>
            <Time at={accepted.at} />
          </Fact>
        )}
      </dl>
      <div className="card__body agreement__text">
        <WrittenText text={text(agreement.text)} inside />
      </div>
    </Card>
  )
}

function Accept({ of: { agreement, accepted } }: { readonly of: Standing }) {
  const texts = agreementTexts.use()
  const toast = useToast()
  const mayAccept = useMayAsk('POST /api/seller/agreement/acceptance', 'main')
  const [hasRead, setRead] = useState(false)
  const [isChecked, setChecked] = useState(false)
  const accept = useChange('POST /api/seller/agreement/acceptance', ['GET /api/seller/agreement'])
  const onAccept = () => {
    setChecked(true)
    if (!hasRead) return
    accept.mutate({ body: { version: agreement.version } }, { onSuccess: () => toast.success(texts.done) })
  }
  return (
    <section className="note note--warn">
      <Icon name="alert" />
      <div className="grow stack">
        <p>
          {accepted && accepted.version > 0 && (
            <b className="strong">{texts.before(formatCount(accepted.version))}</b>
          )}{' '}
          {texts.effect}
        </p>
        {mayAccept ? (
          <CheckedForm className="stack" onSubmit={onAccept}>
            <TickField
              name="read"
              label={texts.read}
              error={isChecked && !hasRead ? texts.unread : undefined}
              checked={hasRead}
              onChange={setRead}
            />
            <Refusal error={accept.error} />
            <div className="row">
              <ActButton busy={texts.busy} isBusy={accept.isPending} onAct={onAccept}>
                {texts.act}
              </ActButton>
            </div>
          </CheckedForm>
        ) : (
          <p className="dim">{texts.onlyOwner}</p>
        )}
      </div>
    </section>
  )
}
