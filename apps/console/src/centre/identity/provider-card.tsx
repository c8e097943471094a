import type { IdentityProvider, ProviderTest } from '@loggia/protocol/console'
import { formatCallbackPath, logoutPath } from '@loggia/protocol/console/identity/kinds'
import { Button, CopyText, State, Time, formatCount, useToast } from '@loggia/ui'
import { useId, useState } from 'react'
import { useFrame } from '../frame.ts'
import { DecisionDialog } from '../parts/dialog.tsx'
import { Card, Fact } from '../parts/page.tsx'
import type { ProviderActs, ProviderOwner } from './acts.ts'
import { providerTexts } from './texts.ts'
import { ProviderDialog } from './later.ts'
import './identity.css'

type Props = ProviderActs & {
  readonly owner: ProviderOwner
  readonly provider: IdentityProvider | undefined
  readonly people: number
  readonly onlyWay: number
  /** The code of the company; the operators have none. */
  readonly tenantCode?: string
}

/** A provider as it is set up, with the addresses that have to be registered there. */
export function ProviderCard(props: Props) {
  const texts = providerTexts.use()
  const { owner, provider, save, remove } = props
  const [open, setOpen] = useState<'form' | 'removal'>()
  const close = () => setOpen(undefined)
  return (
    <Card
      id={useId()}
      title={texts.title}
      end={
        <div className="row row--wrap">
          {provider && (
            <a className="btn btn--sm" href={props.testPath}>
              {texts.test.act}
            </a>
          )}
          <Button size="small" onClick={() => setOpen('form')}>
            {provider ? texts.change : texts.setUp}
          </Button>
          {provider && (
            <Button size="small" danger onClick={() => setOpen('removal')}>
              {texts.remove.act}
            </Button>
          )}
        </div>
      }
      bare
    >
      <p className="card__body t13 dim">{texts.lead[owner]}</p>
      <dl className="ins provider">
        {provider && <Facts {...props} provider={provider} />}
        <Addresses tenantCode={props.tenantCode} />
      </dl>
      {open === 'form' && (
        <ProviderDialog
          owner={owner}
          of={provider}
          people={props.people}
          onlyWay={props.onlyWay}
          save={save}
          onClose={close}
        />
      )}
      {open === 'removal' && <RemovalDialog onlyWay={props.onlyWay} remove={remove} onClose={close} />}
    </Card>
  )
}

function Facts({ owner, provider, people }: Props & { readonly provider: IdentityProvider }) {
  const texts = providerTexts.use()
  const isSet = (flag: boolean) => (flag ? texts.yes : texts.no)
  return (
    <>
      <Fact name={texts.state}>
        <State kind={provider.enabled ? 'ok' : 'end'}>
          {provider.enabled ? texts.enabled : texts.disabled}
        </State>
      </Fact>
      <Fact name={texts.issuer}>
        <span className="mono">{provider.issuer}</span>
      </Fact>
      <Fact name={texts.clientId}>
        <span className="mono">{provider.clientId}</span>
      </Fact>
      <Fact name={texts.scopes}>
        <span className="mono">{provider.scopes.join(' ')}</span>
      </Fact>
      {owner === 'company' && <Fact name={texts.foundBy}>{texts.foundByOf[provider.foundBy]}</Fact>}
      {owner === 'company' && <Fact name={texts.addsPeople}>{isSet(provider.addsPeople)}</Fact>}
      <Fact name={texts.enforced}>
        {isSet(provider.enforced)}
        <span className="t12 faint">{texts.enforcedNote[owner]}</span>
      </Fact>
      <Fact name={texts.people}>
        <span className="num">{formatCount(people)}</span>
      </Fact>
      <Fact name={texts.setUpBy}>{provider.setUpBy}</Fact>
      <Fact name={texts.changedAt}>
        <Time at={provider.changedAt} currentYear={0} />
      </Fact>
    </>
  )
}

function Addresses({ tenantCode }: { readonly tenantCode: string | undefined }) {
  const texts = providerTexts.use()
  const { origin } = useFrame()
  return (
    <>
      <Fact name={texts.redirect}>
        <CopyText value={origin + formatCallbackPath(tenantCode)} label={texts.redirect} />
      </Fact>
      <Fact name={texts.logout}>
        <CopyText value={origin + logoutPath} label={texts.logout} />
        <span className="t12 faint">{texts.logoutNote}</span>
      </Fact>
    </>
  )
}

function RemovalDialog({
  onlyWay,
  remove,
  onClose,
}: Pick<ProviderActs, 'remove'> & { readonly onlyWay: number; onClose(): void }) {
  const texts = providerTexts.use().remove
  const toast = useToast()
  const onSuccess = () => {
    toast.success(texts.done)
    onClose()
  }
  return (
    <DecisionDialog
      danger
      texts={texts}
      act={texts.do}
      change={remove}
      onClose={onClose}
      onAct={() => remove.send({ onSuccess })}
    >
      <p>{texts.text}</p>
      {onlyWay > 0 && <p className="note note--warn">{texts.onlyWay(onlyWay)}</p>}
    </DecisionDialog>
  )
}

/** What the provider said in the reader’s last test sign-in. */
export function TestCard({ test }: { readonly test: ProviderTest | undefined }) {
  const texts = providerTexts.use().test
  return (
    <Card id={useId()} title={texts.title} bare>
      <p className="card__body t13 dim">{texts.note}</p>
      {test ? (
        <dl className="ins provider">
          <Fact name={texts.at}>
            <Time at={test.at} precision="second" />
          </Fact>
          <Fact name={texts.outcome}>
            {texts.outcomes[test.outcome]}
            {test.reason !== undefined && <span className="t12 faint">{test.reason}</span>}
          </Fact>
        </dl>
      ) : (
        <p className="card__foot t13 dim">{texts.none}</p>
      )}
      {test?.claims !== undefined && (
        <div className="card__foot">
          <p className="t12 faint">{texts.claims}</p>
          <pre className="claims mono t12">{test.claims}</pre>
        </div>
      )}
    </Card>
  )
}
