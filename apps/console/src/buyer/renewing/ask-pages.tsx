import { Link, getRouteApi } from '@tanstack/react-router'
import { EmptyArch, Icon, pickText, useLanguage } from '@loggia/ui'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import { Lead, Page } from '../../centre/parts/page.tsx'
import { renewingTexts } from './texts.ts'
import { serviceTexts } from '../services/texts.ts'
import { AskForm } from './ask-form.tsx'
import type { AskKind, Choosable } from './choosing.ts'
import { listServiceIds } from './renew-search.ts'
import { useChoosable } from './use-choosable.ts'

const renewRoute = getRouteApi('/buyer/renew')

const convertRoute = getRouteApi('/buyer/services/$serviceId/convert')
const changeRoute = getRouteApi('/buyer/services/$serviceId/change')

/** R109: renews one or several services. The next page shows the price and what holds from when. */
export function RenewPage() {
  const texts = renewingTexts.use()
  const search = renewRoute.useSearch()
  const ids = listServiceIds(search)
  if (ids.length > 0) return <AskPage key={ids.join()} kind="renewal" serviceIds={ids} />
  return (
    <Page area="buyer" title={texts.ask.renewal.title} crumbs={<ToServices />}>
      <div className="card">
        <EmptyArch
          level={2}
          title={texts.nothing.title}
          text={texts.nothing.text}
          action={
            <Link className="btn" to="/buyer/services">
              {texts.nothing.action}
            </Link>
          }
        />
      </div>
    </Page>
  )
}

/** R118: converts a trial into a paid term. */
export function ConvertPage() {
  const { serviceId } = convertRoute.useParams()
  return <AskPage key={serviceId} kind="conversion" serviceIds={[serviceId]} />
}

/** R119: an upgrade or a scale-out during the term. */
export function ChangePage() {
  const { serviceId } = changeRoute.useParams()
  return <AskPage key={serviceId} kind="change" serviceIds={[serviceId]} />
}

const ToServices = () => <Link to="/buyer/services">{serviceTexts.use().title}</Link>

function AskPage({ kind, serviceIds }: { readonly kind: AskKind; readonly serviceIds: readonly string[] }) {
  const texts = renewingTexts.use()
  const found = useChoosable(serviceIds)
  const said = texts.ask[kind]
  return (
    <Page
      area="buyer"
      narrow
      title={said.title}
      crumbs={<Crumbs of={found.data} />}
      lead={<Lead>{said.lead}</Lead>}
    >
      <Loaded of={found} skeleton={<CardSkeleton rows={8} />}>
        {(services) => <AskForm kind={kind} services={services} />}
      </Loaded>
    </Page>
  )
}

function Crumbs({ of }: { readonly of: readonly Choosable[] | undefined }) {
  const language = useLanguage()
  const [only, ...others] = of ?? []
  if (!only || others.length > 0) return <ToServices />
  return (
    <>
      <ToServices />
      <Icon name="chevron-right" />
      <Link to="/buyer/services/$serviceId" params={{ serviceId: only.service.id }}>
        {pickText(only.service.product.name, language)}
      </Link>
    </>
  )
}
