import type { RouteReply } from '@loggia/protocol/console'
import { Button, State, Time, useLanguage } from '@loggia/ui'
import type { StateKind } from '@loggia/ui'
import { useId, useState } from 'react'
import { useRead } from '../../centre/api.ts'
import { ApplicationsCard } from '../../centre/organisations/applications-card.tsx'
import { getCountryName } from '../../centre/organisations/facts.ts'
import { LatestNote } from '../../centre/organisations/latest-note.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, Lead, Page } from '../../centre/parts/page.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { organisationTexts } from '../../centre/organisations/texts.ts'
import { WaitingPapers } from './waiting-papers.tsx'
import { ContactDialog } from './contact-dialog.tsx'
import { VerificationDialog } from './verification-dialog.tsx'
import '../../centre/organisations/organisations.css'
import '../../centre/papers/papers.css'

type Organisation = RouteReply<'GET /api/buyer/organisation'>
const levelKinds: Readonly<Record<Organisation['verified']['level'], StateKind>> = {
  none: 'warn',
  personal: 'ok',
  enterprise: 'ok',
}

/** What the market has verified about the buyer (R4), and the buyer's contact. */
export function OrganisationPage() {
  const texts = organisationTexts.use()
  const organisation = useRead('GET /api/buyer/organisation', {})
  const found = organisation.data
  const mayWrite = useMayAsk('POST /api/buyer/organisation/applications', 'main')
  const [isAsking, setAsking] = useState(false)
  const isWaiting = found?.latest?.state === 'in_review'
  const isNew = found?.verified.level === 'none'
  return (
    <Page
      area="buyer"
      title={texts.buyer.title}
      state={found && <Level of={found} pill />}
      lead={<Lead>{texts.buyer.lead}</Lead>}
      actions={
        mayWrite
          ? found &&
            !isWaiting && (
              <Button variant={isNew ? 'primary' : 'outlined'} onClick={() => setAsking(true)}>
                {isNew ? texts.buyer.ask : texts.buyer.change}
              </Button>
            )
          : found && <span className="why">{texts.onlyMain}</span>
      }
    >
      <Loaded of={organisation} skeleton={<CardSkeleton rows={6} />}>
        {(shown) => (
          // Rendered all at once: a part that came later would push the others down.
          <div className="stack stack--wide">
            <LatestNote party="buyer" latest={shown.latest} />
            {mayWrite && shown.latest?.state === 'in_review' && <WaitingPapers latest={shown.latest} />}
            <Verified of={shown} />
            <Contact of={shown} />
            <ApplicationsCard party="buyer" />
          </div>
        )}
      </Loaded>
      {isAsking && found && <VerificationDialog of={found} onClose={() => setAsking(false)} />}
    </Page>
  )
}

function Level({ of, pill = false }: { readonly of: Organisation; readonly pill?: boolean }) {
  const { level } = of.verified
  return (
    <State kind={levelKinds[level]} pill={pill}>
      {organisationTexts.use().levels[level]}
    </State>
  )
}

function Verified({ of }: { readonly of: Organisation }) {
  const texts = organisationTexts.use()
  const language = useLanguage()
  const { facts } = texts
  const { name, level, country, registrationNumber } = of.verified
  return (
    <Card id={useId()} title={texts.buyer.verification} bare>
      <p className="card__body t13 dim">{texts.buyer.means[level]}</p>
      <dl className="ins">
        <Fact name={facts.nameZh}>{name.zh}</Fact>
        <Fact name={facts.nameEn}>{name.en}</Fact>
        <Fact name={facts.kind}>{texts.kinds[of.kind]}</Fact>
        <Fact name={facts.level}>
          <Level of={of} />
        </Fact>
        <Fact name={facts.country}>{getCountryName(country, language)}</Fact>
        <Fact name={facts.registrationNumber}>
          {registrationNumber === undefined ? (
            <span className="faint">{texts.none}</span>
          ) : (
            <span className="mono">{registrationNumber}</span>
          )}
        </Fact>
        <Fact name={facts.since}>
          <Time at={of.since} precision="day" currentYear={0} />
        </Fact>
      </dl>
    </Card>
  )
}

function Contact({ of }: { readonly of: Organisation }) {
  const texts = organisationTexts.use()
  const { facts } = texts
  const mayWrite = useMayAsk('PUT /api/buyer/organisation/contact', 'main')
  const [isEditing, setEditing] = useState(false)
  const { contact } = of
  return (
    <Card
      id={useId()}
      title={texts.buyer.contact}
      beside={<span className="t13 faint">{texts.buyer.contactNote}</span>}
      end={
        mayWrite && (
          <Button size="small" aria-label={texts.buyer.editTitle} onClick={() => setEditing(true)}>
            {texts.buyer.edit}
          </Button>
        )
      }
      bare
    >
      {contact ? (
        <dl className="ins">
          <Fact name={facts.contactName}>{contact.name}</Fact>
          <Fact name={facts.contactEmail}>{contact.email}</Fact>
          <Fact name={facts.contactPhone}>
            <span className="num">{contact.phone}</span>
          </Fact>
        </dl>
      ) : (
        <p className="card__body t13 dim">{texts.buyer.noContact}</p>
      )}
      {isEditing && <ContactDialog before={contact} onClose={() => setEditing(false)} />}
    </Card>
  )
}
