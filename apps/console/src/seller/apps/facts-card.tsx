import type { AppCredential } from '@loggia/protocol/console'
import { CopyText, Time } from '@loggia/ui'
import { Fragment, useId } from 'react'
import type { ReactNode } from 'react'
import { connectedTexts } from '../../centre/apps/texts.ts'
import { Card } from '../../centre/parts/page.tsx'
import { credentialFormTexts } from './form-texts.ts'
import { findKeyBits } from './public-key.ts'
import { credentialTexts } from './texts.ts'
import '../products/products.css'

/** What the seller has entered. */
export function FactsCard({ of }: { readonly of: AppCredential }) {
  const texts = credentialTexts.use().facts
  const form = credentialFormTexts.use()
  const { data } = connectedTexts.use()
  const facts: readonly (readonly [string, ReactNode] | false)[] = [
    [texts.method, form.methods[of.method]],
    of.callbackUrl !== undefined && [texts.callback, <Address key="callback" of={of.callbackUrl} />],
    [texts.loginKind, form.loginKinds[of.loginKind]],
    [texts.loginUrl, <Address key="login" of={of.loginUrl} />],
    [texts.publicKey, <PublicKey key="key" of={of.publicKey} />],
    [texts.oaep, form.oaeps[of.oaep]],
    [texts.several, of.severalInstances ? texts.yes : texts.no],
    [texts.asked, of.askedData.map((name) => data[name]).join(' · ') || texts.none],
    [
      texts.appKey,
      <span key="hidden" className="faint">
        {texts.keyHidden}
      </span>,
    ],
    [texts.created, <Time key="created" at={of.createdAt} />],
  ]
  return (
    <Card id={useId()} title={texts.title}>
      <dl className="facts t13">
        {facts.map(
          (fact) =>
            fact && (
              <Fragment key={fact[0]}>
                <dt>{fact[0]}</dt>
                <dd>{fact[1]}</dd>
              </Fragment>
            ),
        )}
      </dl>
    </Card>
  )
}

const Address = ({ of }: { readonly of: string }) => <span className="mono wire-id">{of}</span>

function PublicKey({ of }: { readonly of: string }) {
  const texts = credentialTexts.use().facts
  const bits = findKeyBits(of)
  return (
    <CopyText value={of} label={texts.publicKey} bare>
      {bits === undefined ? texts.publicKey : texts.bits(String(bits))}
    </CopyText>
  )
}
