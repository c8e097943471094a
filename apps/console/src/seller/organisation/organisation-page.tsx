import { Link } from '@tanstack/react-router'
import type { RouteReply, Text } from '@loggia/protocol/console'
import { EmptyArch, Time, useLanguage, useText } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { useRead } from '../../centre/api.ts'
import { ApplicationState } from '../../centre/organisations/application-state.tsx'
import { ApplicationsCard } from '../../centre/organisations/applications-card.tsx'
import { LatestNote } from '../../centre/organisations/latest-note.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Card, Fact, Lead, Page } from '../../centre/parts/page.tsx'
import { ProductLogo } from '../../centre/parts/product.tsx'
import { NoRight } from '../../centre/rights/no-right.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { organisationTexts } from '../../centre/organisations/texts.ts'
import '../../centre/organisations/organisations.css'

type Organisation = RouteReply<'GET /api/seller/organisation'>

/** The seller's data, the part that buyers see, and what waits for a review (R83, R84). */
export function OrganisationPage() {
  const texts = organisationTexts.use()
  const mayRead = useMayAsk('GET /api/seller/organisation', 'organisation:read')
  return mayRead ? <Shown /> : <NoRight area="seller" title={texts.seller.title} />
}

function Shown() {
  const texts = organisationTexts.use()
  const mayWrite = useMayAsk('POST /api/seller/organisation/applications', 'organisation:write')
  const organisation = useRead('GET /api/seller/organisation', {})
  const latest = organisation.data?.latest ?? null
  const isWaiting = latest?.state === 'in_review'
  return (
    <Page
      area="seller"
      title={texts.seller.title}
      state={isWaiting && <ApplicationState state="in_review" pill />}
      lead={<Lead>{texts.seller.lead}</Lead>}
      actions={
        mayWrite ? (
          !isWaiting && (
            <Link className="btn btn--primary" to="/seller/organisation/edit">
              {texts.seller.edit}
            </Link>
          )
        ) : (
          <span className="why">{texts.noWrite}</span>
        )
      }
    >
      <Loaded of={organisation} skeleton={<CardSkeleton rows={8} />}>
        {(found) => (
          // Rendered all at once: a part that came later would push the others down.
          <div className="stack stack--wide">
            <LatestNote party="seller" latest={found.latest} />
            <Company of={found} />
            <ToBuyers of={found} />
            <ToMarket of={found} />
            <ApplicationsCard party="seller" />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Company({ of }: { readonly of: Organisation }) {
  const texts = organisationTexts.use()
  const { facts } = texts
  return (
    <Card
      id={useId()}
      title={texts.seller.company}
      beside={<span className="t13 faint">{texts.seller.nameNote}</span>}
      bare
    >
      <dl className="ins">
        <Fact name={facts.nameZh}>{of.name.zh}</Fact>
        <Fact name={facts.nameEn}>{of.name.en}</Fact>
        <Fact name={facts.registrationNumber}>
          <Given>
            {of.data.registrationNumber && <span className="mono">{of.data.registrationNumber}</span>}
          </Given>
        </Fact>
        <Fact name={facts.since}>
          <Time at={of.since} precision="day" currentYear={0} />
        </Fact>
      </dl>
    </Card>
  )
}

function ToBuyers({ of }: { readonly of: Organisation }) {
  const texts = organisationTexts.use()
  const text = useText()
  const language = useLanguage()
  const { facts } = texts
  const { logo, description, site, support, address } = of.data
  const see = (
    <a className="link t13" href={`/sellers/${of.id}`}>
      {texts.seller.see}
    </a>
  )
  const isEmpty = !logo && !description && !site && !support && !address
  const both = (value: Text | undefined) => value && <span className="written">{text(value)}</span>
  return (
    <Card id={useId()} title={texts.seller.shown} end={see} bare>
      {isEmpty ? (
        <EmptyArch level={3} title={texts.seller.empty.title} text={texts.seller.empty.text} />
      ) : (
        <dl className="ins">
          <Fact name={facts.logo}>
            <Given>{logo && <ProductLogo of={{ name: of.name, logo }} />}</Given>
          </Fact>
          <Fact name={facts.site}>
            <Given>{site && <a href={site}>{site}</a>}</Given>
          </Fact>
          <Fact name={language === 'zh-CN' ? facts.descriptionZh : facts.descriptionEn}>
            <Given>{both(description)}</Given>
          </Fact>
          <Fact name={facts.address}>
            <Given>{address}</Given>
          </Fact>
          <Fact name={facts.hours}>
            <Given>{both(support?.hours)}</Given>
          </Fact>
          <Fact name={facts.support}>
            <Given>{both(support?.content)}</Given>
          </Fact>
          <Fact name={facts.hotline}>
            <Given>{support?.hotline}</Given>
          </Fact>
          <Fact name={facts.supportEmail}>
            <Given>{support?.email}</Given>
          </Fact>
        </dl>
      )}
    </Card>
  )
}

function ToMarket({ of }: { readonly of: Organisation }) {
  const texts = organisationTexts.use()
  const { facts } = texts
  const { contact } = of.data
  return (
    <Card
      id={useId()}
      title={texts.seller.contact}
      beside={<span className="t13 faint">{texts.seller.contactNote}</span>}
      bare
    >
      <dl className="ins">
        <Fact name={facts.contactName}>
          <Given>{contact?.name}</Given>
        </Fact>
        <Fact name={facts.contactEmail}>
          <Given>{contact?.email}</Given>
        </Fact>
        <Fact name={facts.contactPhone}>
          <Given>{contact && <span className="num">{contact.phone}</span>}</Given>
        </Fact>
      </dl>
    </Card>
  )
}

/** A value, or a note that it is missing. */
function Given({ children }: { readonly children: ReactNode }) {
  return children || <span className="faint">{organisationTexts.use().none}</span>
}
