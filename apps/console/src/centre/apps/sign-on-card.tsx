import { CopyText } from '@loggia/ui'
import { Fragment, useId } from 'react'
import { useFrame } from '../frame.ts'
import { Card } from '../parts/page.tsx'
import { listAddresses } from './sign-on-addresses.ts'
import type { Address, OfCompany } from './sign-on-addresses.ts'
import { signOnTexts } from './sign-on-texts.ts'
import './sign-on-card.css'

/** For sellers: `domain` is that of the test company. */
export function SellersSignOnCard({ appId, ...of }: OfCompany & { readonly appId: string }) {
  const texts = signOnTexts.use()
  const { origin } = useFrame()
  // The query is behind the “#” (oauth.md §2).
  const unified = `${origin}/unified-login/#/portal-login?ind=UNOP&appId=${appId}`
  return (
    <Card id={useId()} title={texts.title}>
      <div className="stack addresses__of">
        <p className="t13 dim">{texts.ofSeller}</p>
        <List of={[['unified', unified]]} />
        <p className="t13 dim">{texts.after[of.method]}</p>
        <p className="t13 dim">{texts.ofTest}</p>
        <List of={listAddresses(of)} />
      </div>
    </Card>
  )
}

export function BuyersSignOnCard(of: OfCompany) {
  const texts = signOnTexts.use()
  return (
    <Card id={useId()} title={texts.title}>
      <div className="stack addresses__of">
        <p className="t13 dim">{texts.ofBuyer}</p>
        <List of={listAddresses(of)} />
      </div>
    </Card>
  )
}

function List({ of }: { readonly of: readonly (Address | readonly ['unified', string])[] }) {
  const { names } = signOnTexts.use()
  return (
    <dl className="addresses t13">
      {of.map(([name, address]) => (
        <Fragment key={name}>
          <dt>{names[name]}</dt>
          <dd>
            <CopyText value={address} label={names[name]} />
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}
